/** Buttons with `data-copy`, the id of the field whose text they copy; `data-copied` is what they say then. */
export function watchCopies(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest<HTMLElement>("[data-copy]");
    if (button) void copy(button);
  });
}

async function copy({ dataset, lastElementChild }: HTMLElement): Promise<void> {
  const field = document.getElementById(dataset.copy ?? "");
  if (!(field instanceof HTMLInputElement)) return;
  field.select();
  // Refused where the page is not served over TLS: then the text is at least selected.
  const copied = await navigator.clipboard?.writeText(field.value).then(
    () => true,
    () => false,
  );
  if (copied && lastElementChild) lastElementChild.textContent = dataset.copied ?? "";
}
