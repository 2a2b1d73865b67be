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

/** The beginning of a message as plain text in one line, at most `length` code points. */
export function excerptOf(content: string, length: number): string {
  const plain = MARKS.reduce(
    (text, [pattern, by]) => text.replace(pattern, by),
    content.slice(0, MAX_READ),
  ).trim();
  const characters = [...plain.toWellFormed()];
  return characters.length <= length
    ? plain.toWellFormed()
    : `${characters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`;
}
