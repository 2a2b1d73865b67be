/**
 * GitHub's Markdown as chat uses it. What looks like HTML is text; an indented line is a line, not code; links are found
 * by ourselves (`pieces.ts`), since the parser's own lose their place beside emphasis.
 */
const options = { noHtmlBlocks: true, noHtmlSpans: true, noIndentedCodeBlocks: true } as const;

export type Callbacks = Bun.markdown.RenderCallbacks;

/** Each part as its callback writes it, from the inside out. `text` is given what was written, not escaped. */
export const parse = (text: string, callbacks: Callbacks): string =>
  Bun.markdown.render(text, callbacks, options);
