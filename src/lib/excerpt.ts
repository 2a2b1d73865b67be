/** Marks of Markdown that stand around or before what is meant; a link says its text. */
const MARKS: [pattern: RegExp, text: string][] = [
  [/^\s*(`{3,}|~{3,}).*$/gm, ""],
  [/!?\[([^\]\n]*)\]\([^)\n]*\)/g, "$1"],
  [/^\s{0,3}(>+|#{1,6}|[-*+]|\d{1,9}[.)])\s+/gm, ""],
  [/(\*\*|__|~~|`+|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)|(?<=\S)_(?!\w))/g, ""],
  // What turns a line around would turn the notification around too.
  [/[\p{Cc}\p{Bidi_Control}\s]+/gu, " "],
];
/** Characters that are looked at: marks are few. */
const MAX_READ = 2000;

/** What a message says, without the marks that say how. */
export const plainTextOf = (content: string): string =>
  MARKS.reduce((text, [pattern, by]) => text.replace(pattern, by), content)
    .trim()
    .toWellFormed();

/** The beginning of a message as plain text in one line, at most `length` code points. */
export function excerptOf(content: string, length: number): string {
  const plain = plainTextOf(content.slice(0, MAX_READ));
  const characters = [...plain];
  return characters.length <= length
    ? plain
    : `${characters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`;
}
