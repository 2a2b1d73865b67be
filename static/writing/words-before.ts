/** What a word that is being written may be completed to. */
export type Word = { kind: "@" | "#" | ":"; query: string; from: number; to: number };

const begun = /(?:^|[\s([{"'*_~])([@#:])([\p{L}\p{M}\p{N}_+-]{0,40})$/u;
/** A colon is mostly a colon. */
const fewest = { "@": 0, "#": 0, ":": 2 };

/** The word before the caret, where it can be completed. */
export function wordBefore(value: string, caret: number): Word | undefined {
  const [, kind, query = ""] = begun.exec(value.slice(Math.max(0, caret - 50), caret)) ?? [];
  if (kind !== "@" && kind !== "#" && kind !== ":") return undefined;
  if (query.length < fewest[kind]) return undefined;
  return { kind, query, from: caret - query.length - 1, to: caret };
}
