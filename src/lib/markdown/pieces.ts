/** What Markdown must not take apart: bare links, mentions, names of emoji, and the colon of what would be a hidden reference. */
export type Piece =
  | { kind: "link"; text: string }
  | { kind: "text"; text: string }
  | { kind: "emoji"; text: string; name: string }
  | { kind: "mention"; text: string; username: string };

/** Ends at white space, markup, quotes, and the invisible characters that could disguise a host. */
const LINK = /\bhttps?:\/\/[^\s<>"'`|[\]\\\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/u.source;
/** Not in a word, an e-mail address, a path or a handle of elsewhere; a backslash before it makes it plain. */
const MENTION = /(?<![\p{L}\p{M}\p{N}_@/.+\\-])@[a-z0-9_]{3,50}(?![\p{L}\p{M}\p{N}_@]|\.[\p{L}\p{N}])/u
  .source;
/** A name between colons that stands by itself: `10:30:45` and a path have none. */
const EMOJI = /(?<![\p{L}\p{M}\p{N}:/\\]):[a-z0-9_+-]{2,40}:(?![\p{L}\p{M}\p{N}/])/u.source;
/** `[word]: text` would define a reference, and show nothing. */
const REFERENCE = /(?<=\]):/u.source;
const piece = new RegExp(`${LINK}|${MENTION}|${EMOJI}|${REFERENCE}`, "giu");

const punctuation = new Set(".,;:!?*_~…");
const count = (text: string, character: string) => text.split(character).length - 1;

/** Without the punctuation of the sentence around it. A closing bracket belongs to that unless the link opened it. */
function trimmed(match: string): string {
  let surplus = count(match, ")") - count(match, "(");
  let end = match.length;
  for (; end > 0; end -= 1) {
    const last = match.charAt(end - 1);
    if (last === ")" && surplus > 0) surplus -= 1;
    else if (!punctuation.has(last)) break;
  }
  return match.slice(0, end);
}

function pieceOf(match: string): Piece {
  if (match.startsWith("@")) return { text: match, kind: "mention", username: match.slice(1).toLowerCase() };
  if (match.length > 1 && match.startsWith(":"))
    return { text: match, kind: "emoji", name: match.slice(1, -1).toLowerCase() };
  if (match === ":") return { text: match, kind: "text" };
  return { text: trimmed(match), kind: "link" };
}

// Two code points that Unicode keeps for a program's own use; the parser takes them for letters.
const OPEN = "\ufdd0";
const CLOSE = "\ufdd1";
const ours = /[\ufdd0\ufdd1]/gu;
const placeholder = /\ufdd0(\d+)\ufdd1/gu;

/** The text with a placeholder for each piece, so that an underscore in a link or a name is no emphasis. */
export function takeOut(content: string): { text: string; pieces: Piece[] } {
  const pieces: Piece[] = [];
  const text = content.replace(ours, "\ufffd").replace(piece, (match) => {
    const found = pieceOf(match);
    pieces.push(found);
    return `${OPEN}${pieces.length - 1}${CLOSE}${match.slice(found.text.length)}`;
  });
  return { text, pieces };
}

/** The pieces back in their places, each as `draw` writes it. */
export function putBack(text: string, pieces: Piece[], draw: (piece: Piece) => string): string {
  if (!text.includes(OPEN)) return text;
  return text.replace(placeholder, (_, index) => {
    const found = pieces[Number(index)];
    return found ? draw(found) : "";
  });
}
