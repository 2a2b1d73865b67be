import type { Emoji } from "../../src/lib/contract/emoji.ts";

/** Code, fenced or not, or a short code that stands by itself: `10:30:45` has none. */
const code = /```[^]*?(?:```|$)|`[^`\n]+`|(?<![\p{L}\p{N}:/]):([a-z0-9_+-]{1,40}):(?![\p{L}\p{N}/])/gu;

/** Each `:tea:` as `emojiOf` has it, but for what stands in code. */
export function replaceShortcodes(content: string, emojiOf: (code: string) => string | undefined): string {
  return content.replace(code, (whole: string, name: string | undefined) =>
    name === undefined ? whole : (emojiOf(name) ?? whole),
  );
}

/** How well an emoji fits, the least being the best; infinite where it does not. */
export function rank([, name, , codes, tags]: Emoji, query: string): number {
  const label = name.toLowerCase();
  const begins = (text: string) => ` ${text}`.includes(` ${query}`);
  if (` ${codes} `.includes(` ${query} `)) return 0;
  if (codes.startsWith(query)) return 1;
  if (begins(codes) || label.startsWith(query)) return 2;
  if (begins(label)) return 3;
  if (begins(tags)) return 4;
  return codes.includes(query) || label.includes(query) ? 5 : Number.POSITIVE_INFINITY;
}
