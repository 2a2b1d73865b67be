/**
 * GitHub's Markdown as chat uses it. What looks like HTML is text; an indented line is a line, not code; links are found
 * by ourselves (`pieces.ts`), since the parser's own lose their place beside emphasis.
 */
const options = { noHtmlBlocks: true, noHtmlSpans: true, noIndentedCodeBlocks: true } as const;

/**
 * What nobody writes who means it, and what takes the parser longest: a line that opens more than sixteen quotes and lists
 * in one another, a table of more than twenty columns.
 */
const extravagant = /(?:^|\n)(?:[ \t]*(?:>|[-+*](?=\s)|\d{1,9}[.)](?=\s))){17}|(?:\|[ \t]*:?-+:?[ \t]*){21}/;

export type Callbacks = Bun.markdown.RenderCallbacks;

/**
 * Each part as its callback writes it, from the inside out; `text` is given what was written, not escaped. Undefined where
 * parsing could take long: 5,000 characters of anything else take less than 20 ms, and of what people write 10 µs.
 */
export const parse = (text: string, callbacks: Callbacks): string | undefined =>
  extravagant.test(text) ? undefined : Bun.markdown.render(text, callbacks, options);
