import { parse } from "../../../src/lib/markdown/parse.ts";
import { type Piece, putBack, takeOut } from "../../../src/lib/markdown/pieces.ts";
import { escape } from "../../jsx/html.ts";
import { isModest } from "./bounds.ts";
import { elements } from "./elements.ts";
import { bareLink, labelledLink } from "./links.ts";

function draw(piece: Piece): string {
  if (piece.kind === "link") return bareLink(piece.text);
  if (piece.kind === "text") return piece.text;
  return `<span class="mention" data-mention="${piece.username}">${piece.text}</span>`;
}

/** In code and in a link's label a name calls nobody and an address is no second link. */
const asText = (piece: Piece): string => escape(piece.text);

function parsed(text: string, pieces: Piece[]): string | undefined {
  const link = (label: string, url: string) =>
    labelledLink(
      putBack(label, pieces, asText),
      putBack(url, pieces, (piece) => piece.text),
    );
  return parse(text, {
    ...elements,
    link: (children, { href }) => link(children, href),
    image: (children, { src }) => link(children, src),
    codespan: (children) => elements.codespan(putBack(children, pieces, asText)),
    code: (children, meta) => elements.code(putBack(children, pieces, asText), meta),
  });
}

/** A letter outside a tag, or a line. */
const showing = /(?:^|>)[^<]*[^<\s]|<hr/;

/** What shows nothing is shown as it was written, and so is what nobody can have meant. */
function richHtml(content: string): string {
  const { text, pieces } = takeOut(content);
  const html = parsed(text, pieces);
  return putBack(html && showing.test(html) && isModest(html) ? html : escape(text), pieces, draw);
}

/** The only paragraph needs no element of its own. */
function unwrapped(html: string): string {
  const alone = html.startsWith("<p>") && html.indexOf("</p>") === html.length - "</p>".length;
  return alone ? html.slice("<p>".length, -"</p>".length) : html;
}

/** Whatever may mean more than itself, in Markdown or in HTML. Most messages have none of it. */
const telling = /[*_~`[\\@|&<>"']|:\/|(?:^|\n)[ \t]{0,3}[#+\-=\d]/;
/** The same, more closely, without what HTML alone needs escaped. */
const markdown = /[*_~`[\\@|]|&[#\w]|:\/\/|(?:^|\n)[ \t]{0,3}(?:[#>=]|-[-\s]|\+\s|\d{1,9}[.)]\s)/;

const emojiOnly = /^(?:\p{RGI_Emoji}\s*){1,6}$/v;
/** Every emoji ends beyond this, in a surrogate, a selector or a mark: the last code unit tells most messages apart at once. */
const LEAST_EMOJI_END = 0x2000;

const isEmojiOnly = (content: string): boolean =>
  content.charCodeAt(content.length - 1) > LEAST_EMOJI_END && content.length < 100 && emojiOnly.test(content);

const box = (kind: string, html: string): string =>
  `<div class="message-content${kind}" dir="auto">${html}</div>`;

/**
 * What a message says, as HTML: GitHub's Markdown, with links and mentions. Every tag and attribute is one of ours
 * (`elements.ts`, `links.ts`); all else is escaped. A line break stays one in the text, which the style sheet keeps.
 * Where the class `rich` is missing, the text is what was written, to the letter. `after` is markup of ours.
 */
export function renderContent(content: string, after = ""): string {
  if (isEmojiOnly(content)) return box(" emoji-only", escape(content) + after);
  if (!telling.test(content)) return box("", content + after);
  if (!markdown.test(content)) return box("", escape(content) + after);
  return box(" rich", unwrapped(richHtml(content)) + after);
}
