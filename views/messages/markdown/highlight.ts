import { makeHighlighter } from "./languages.ts";

const highlighter = makeHighlighter();

/** UTF-16 code units of a fence that is coloured, and of what it may become. */
const MAX_CODE = 4000;
const MAX_MARKUP = 40_000;
/** Parts in one another, of what can be as deep as it is long. */
const MAX_DEPTH = 8;
/**
 * A line of more than 300 characters, or a hundred without a blank: nobody reads them, and it is by them that grammars
 * made of regular expressions take the square of a text's length.
 */
const strange = /[^\n]{300}|\S{100}/;

const tag = /<(\/?)span/g;

function isDeep(html: string): boolean {
  let depth = 0;
  for (const [, closes] of html.matchAll(tag)) {
    depth += closes ? -1 : 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/**
 * Code as markup in which each part has its class (`code-keyword`), all else escaped; undefined where the language is not
 * known, or colouring could take long. What it does take is bounded by a test (`hostile.test.ts`).
 */
export function highlight(code: string, language: string): string | undefined {
  if (code.length > MAX_CODE || !highlighter.getLanguage(language) || strange.test(code)) return undefined;
  const html = highlighter.highlight(code, { language, ignoreIllegals: true }).value;
  return html.length > MAX_MARKUP || isDeep(html) ? undefined : html;
}
