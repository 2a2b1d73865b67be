import { putBack, takeOut } from "./markdown/pieces.ts";

/** What Markdown might take for a mark of its own. */
const marks = /[\\`*_[\]<>()#~|@!&]/g;

/** Somebody's name as text of Markdown. */
const plain = (name: string): string => name.replace(marks, String.raw`\$&`);

/** Who is named in it was called once, where it was said. */
const uncalled = (content: string): string => {
  const { text, pieces } = takeOut(content);
  return putBack(text, pieces, (piece) => (piece.kind === "mention" ? `\\${piece.text}` : piece.text));
};

const lines = (text: string): string => text.replace(/^/gm, "> ");
const lengthOf = (text: string): number => [...text].length;

type Quoted = { content: string; name: string; url: string };

/**
 * What somebody said elsewhere as a quote in Markdown, under their name, which leads there, and below a comment; at most
 * `length` code points, for which what they said is cut.
 */
export function quote({ content, name, url }: Quoted, comment: string, length: number): string {
  const head = `${comment ? `${comment}\n\n` : ""}> **[${plain(name)}](${url})**\n`;
  const characters = [...uncalled(content)];
  const quoted = (kept: number): string => {
    const text = characters.slice(0, kept).join("");
    return head + lines(kept < characters.length ? `${text.trimEnd()}…` : text);
  };
  const whole = quoted(characters.length);
  if (lengthOf(whole) <= length) return whole;
  // Each line that is kept takes two more: how many characters fit is found by halves.
  let [fits, exceeds] = [0, characters.length];
  while (exceeds - fits > 1) {
    const middle = (fits + exceeds) >> 1;
    if (lengthOf(quoted(middle)) <= length) fits = middle;
    else exceeds = middle;
  }
  return quoted(fits);
}
