import { parse } from "../../../src/lib/markdown/parse.ts";
import { type Piece, putBack, takeOut } from "../../../src/lib/markdown/pieces.ts";
import { escape } from "../../jsx/html.ts";
import { isModest } from "./bounds.ts";
import { elements } from "./elements.ts";
import { emojiName } from "./emoji-name.ts";
import { bareLink, labelledLink } from "./links.ts";

function draw(piece: Piece): string {
  if (piece.kind === "link") return bareLink(piece.text);
  if (piece.kind === "text") return piece.text;
  if (piece.kind === "emoji") return emojiName(piece.name, piece.text);
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
  const shown = html && showing.test(html) && isModest(html) ? html : escape(text);
  return putBack(shown.replaceAll("\n", "<br/>"), pieces, draw);
}

/** The only paragraph needs no element of its own. */
function unwrapped(html: string): string {
  const alone = html.startsWith("<p>") && html.indexOf("</p>") === html.length - "</p>".length;
  return alone ? html.slice("<p>".length, -"</p>".length) : html;
}

/** Whatever may mean more than itself, in Markdown or in HTML. Most messages have none of it. */
const telling = /[*_~`[\\@|&<>"']|:\/|:[\w+-]+:|(?:^|\n)[ \t]{0,3}[#+\-=\d]/;
/** The same, more closely, without what HTML alone needs escaped. */
const markdown =
  /[*_~`[\\@|]|&[#\w]|:\/\/|(?<![\w:/]):[\w+-]{2,40}:|(?:^|\n)[ \t]{0,3}(?:[#>=]|-[-\s]|\+\s|\d{1,9}[.)]\s)/;

const emojiOnly = /^(?:\p{RGI_Emoji}\s*){1,6}$/v;
/** The same of custom ones: large where they are pictures (static/styles/reactions.css), and text like any other where not. */
const namesOnly = /^(?::[a-z0-9_+-]{2,40}:\s*){1,6}$/;
/** Every emoji ends beyond this, in a surrogate, a selector or a mark: the last code unit tells most messages apart at once. */
const LEAST_EMOJI_END = 0x2000;

const isEmojiOnly = (content: string): boolean =>
  content.charCodeAt(content.length - 1) > LEAST_EMOJI_END && content.length < 100 && emojiOnly.test(content);

/** What a message says, as it is shown: markup, and the classes of the element around it. */
type Content = { classes: string; html: string };

/**
 * GitHub's Markdown as HTML, with links and mentions. Every tag and attribute is one of ours (`elements.ts`, `links.ts`);
 * all else is escaped. Where the class `rich` is missing, the text is what was written, to the letter, with its line
 * breaks, which the style sheet keeps.
 */
export function drawContent(content: string): Content {
  if (isEmojiOnly(content)) return { classes: "message-content emoji-only", html: escape(content) };
  if (namesOnly.test(content))
    return { classes: "message-content rich emoji-names", html: unwrapped(richHtml(content)) };
  if (!telling.test(content)) return { classes: "message-content", html: content };
  if (!markdown.test(content)) return { classes: "message-content", html: escape(content) };
  return { classes: "message-content rich", html: unwrapped(richHtml(content)) };
}

/** The same with the element around it; `after` is markup of ours that follows. */
export function renderContent(content: string, after = ""): string {
  const { classes, html } = drawContent(content);
  return `<div class="${classes}" dir="auto">${html}${after}</div>`;
}
