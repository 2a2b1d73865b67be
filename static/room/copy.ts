import { t } from "../words.ts";

/** Plain http on a local network has no clipboard. */
export const canCopy = () => navigator.clipboard !== undefined;

async function copy(text: string): Promise<void> {
  await navigator.clipboard?.writeText(text);
  const { toast } = await import("../lazy/toast.tsx");
  toast(t("messages.copied"));
}

/** As it reads, without the mark that it was edited. */
export function copyText(item: HTMLElement): Promise<void> {
  const content = item.querySelector<HTMLElement>(".message-content");
  const edited = content?.querySelector<HTMLElement>(".edited");
  edited?.setAttribute("hidden", "");
  const text = content?.innerText.trim() ?? "";
  edited?.removeAttribute("hidden");
  return copy(text);
}

export const copyLink = (item: HTMLElement): Promise<void> =>
  copy(item.querySelector<HTMLAnchorElement>("a.message-time")?.href ?? "");
