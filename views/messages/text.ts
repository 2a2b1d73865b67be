/** Characters that end a bare link: white space, markup, quotes, and the invisible ones that could disguise a host. */
const link = /\bhttps?:\/\/[^\s<>"'`\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/giu;
const trailingPunctuation = /[.,;:!?*_~…]+$/u;

/** A closing bracket belongs to the sentence unless the link opened it. */
function linkLength(match: string): number {
  let url = match.replace(trailingPunctuation, "");
  while (url.endsWith(")") && url.split("(").length < url.split(")").length)
    url = url.slice(0, -1).replace(trailingPunctuation, "");
  return url.length;
}

function anchor(url: string): string {
  const escaped = Bun.escapeHTML(url);
  return `<a href="${escaped}" rel="noopener nofollow ugc" target="_blank">${escaped}</a>`;
}

/** Plain text as HTML: everything escaped, bare http and https links linked. Line breaks are kept by the style sheet. */
export function textToHtml(text: string): string {
  if (!text.includes("://")) return Bun.escapeHTML(text);
  let html = "";
  let end = 0;
  for (const match of text.matchAll(link)) {
    const url = match[0].slice(0, linkLength(match[0]));
    if (!URL.canParse(url)) continue;
    html += Bun.escapeHTML(text.slice(end, match.index)) + anchor(url);
    end = match.index + url.length;
  }
  return html + Bun.escapeHTML(text.slice(end));
}
