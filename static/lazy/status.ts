import type { User } from "../../src/lib/contract/objects.ts";
import { t } from "./words.ts";

function sign(glyph: string, words: string, until: string | null): HTMLElement {
  const made = Object.assign(document.createElement("span"), {
    textContent: glyph,
    title: words,
    role: "img",
  });
  made.ariaLabel = words;
  if (until !== null) made.dataset.until = until;
  return made;
}

/** How somebody is, beside their name wherever it stands: as views/people/status.tsx draws it. */
export function paintStatus({ id, status, doNotDisturbUntil }: User): void {
  for (const mark of document.querySelectorAll<HTMLElement>(`[data-status="${CSS.escape(id)}"]`))
    mark.replaceChildren(
      ...(status ? [sign(status.emoji ?? "💬", status.text || t("status.set"), status.expiresAt)] : []),
      ...(doNotDisturbUntil ? [sign("🌙", t("status.peace"), doNotDisturbUntil)] : []),
    );
}
