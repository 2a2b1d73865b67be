/** What a message was before it was edited: for whoever presses the mark of that. */
export async function openVersions(item: HTMLElement): Promise<void> {
  const { showVersions } = await import("../lazy/versions.tsx");
  await showVersions(item);
}

export function watchEdited(): void {
  document.addEventListener("click", ({ target }) => {
    const mark = target instanceof Element ? target.closest("#messages .edited") : null;
    const item = mark?.closest<HTMLElement>(".message");
    if (item) void openVersions(item);
  });
}
