import { signal } from "@preact/signals";

const shownMilliseconds = 1500;

/** What was just copied, to be seen for a moment. */
export const copied = signal<"text" | "link" | undefined>(undefined);

/** Plain http on a local network has no clipboard. */
export const canCopy = () => navigator.clipboard !== undefined;

async function copy(what: "text" | "link", text: string): Promise<void> {
  await navigator.clipboard?.writeText(text);
  copied.value = what;
  setTimeout(() => (copied.value = undefined), shownMilliseconds);
}

/** As it reads, without the mark that it was edited. */
export function copyText(item: HTMLElement): Promise<void> {
  const content = item.querySelector<HTMLElement>(".message-content");
  const edited = content?.querySelector<HTMLElement>(".edited");
  edited?.setAttribute("hidden", "");
  const text = content?.innerText.trim() ?? "";
  edited?.removeAttribute("hidden");
  return copy("text", text);
}

export const copyLink = (item: HTMLElement): Promise<void> =>
  copy("link", item.querySelector<HTMLAnchorElement>("a.message-time")?.href ?? "");
