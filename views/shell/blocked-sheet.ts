import { reader, t } from "../words.ts";
import type { Shell } from "./types.ts";

/** Where the style sheet is that folds messages of those whom the viewer blocks: one for each set of them and language. */
export function blockedSheet({ viewer, own }: Pick<Shell, "viewer" | "own">): string {
  const version = Bun.hash(own.blocked.toSorted().join()).toString(36);
  return `/viewers/${viewer.userId}/blocked-${reader().language}-${version}.css`;
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;

/** A line in the place of the message; whoever presses it sees that, and so does whoever comes by its address. */
export function blockedStyles(blocked: readonly string[]): string {
  if (blocked.length === 0) return "";
  const theirs = blocked.map((id) => `[data-sender-id="${id}"]`).join();
  const folded = `.message:is(${theirs}):not([data-unfolded],:target)`;
  const line = `${folded}::before{content:${quoted(t("people.folded"))};grid-column:1/-1;color:var(--ink-soft);font-size:var(--text-small);cursor:pointer}`;
  return `@layer viewer{${folded}>*{display:none}${line}}`;
}
