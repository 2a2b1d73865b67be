const listeners = new Set<() => void>();

/** Calls `forget` whenever the custom emoji of this place have changed. */
export const onEmojiChange = (forget: () => void): void => void listeners.add(forget);

/** The sheet that gives names their pictures, in its present state: what is on the page already changes with it. */
export function emojiChanged(version: string | null): void {
  const known = document.querySelector<HTMLLinkElement>("[data-custom-emoji]");
  const href = version === null ? null : `/emoji/custom.css?v=${version}`;
  if (href === (known?.getAttribute("href") ?? null)) return;
  if (href === null) known?.remove();
  else {
    const sheet = known ?? document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.dataset.customEmoji = "";
    sheet.href = href;
    if (!known) document.head.append(sheet);
  }
  for (const forget of listeners) forget();
}
