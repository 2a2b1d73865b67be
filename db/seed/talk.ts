import type { Username } from "./people.ts";

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** `createdAt`: milliseconds since 1970. */
export type Line = { who: Username; content: string; createdAt: number };

/** Backwards from now: a minute or two between lines, most of a day at a blank line. */
export function timed(talk: string, now: number): Line[] {
  let at = now - 2 * MINUTE;
  const lines: Line[] = [];
  for (const [index, line] of [...talk.trim().split("\n").entries()].toReversed()) {
    const [, who, content] = /^(\w+): (.+)$/.exec(line) ?? [];
    if (who && content)
      lines.unshift({ who: who as Username, content: content.replaceAll("\\n", "\n"), createdAt: at });
    at -= who ? (1 + (index % 3)) * MINUTE : 19 * HOUR;
  }
  return lines;
}
