import { escape } from "../../jsx/html.ts";

/** No white space, no quotes or markup, and none of the invisible characters that could disguise a host. */
const address = /^(?:https?:\/\/|mailto:)[^\s<>"'`\\\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+$/iu;

/** Whether a link may be followed: what stands before an `@` would be taken for the host. */
function mayLink(url: string): boolean {
  if (!address.test(url)) return false;
  const parsed = URL.parse(url);
  return parsed !== null && parsed.username === "" && parsed.password === "";
}

const anchor = (url: string, label: string): string =>
  `<a href="${escape(url)}" rel="noopener nofollow ugc" target="_blank">${label}</a>`;

/** An address that stands in the text by itself. */
export const bareLink = (url: string): string => (mayLink(url) ? anchor(url, escape(url)) : escape(url));

const tag = /<[^>]+>/g;
const namedHost = /(?:https?:\/\/|\bwww\.)(?:www\.)?([^\s/?#:&<]*)/iu;
const hostOf = (url: string): string => URL.parse(url)?.host.replace(/^www\./, "") ?? "";

/** A label that reads as an address must be of the host that it leads to. */
function pretends(label: string, url: string): boolean {
  const [, host] = label.replace(tag, "").match(namedHost) ?? [];
  return host !== undefined && host.toLowerCase() !== hostOf(url);
}

const ownAnchor = /<\/?a\b[^>]*>/g;

/** `[#name](/rooms/ID)`: a room by its id, so that whoever knows it sees its present name (static/room/named.ts). */
const roomPath = /^\/rooms\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;
const roomMention = (id: string, label: string): string =>
  `<a class="mention room-mention" href="/rooms/${id}" data-room="${id}">${label}</a>`;

/** A link with a label (markup of ours). One that may not be followed, or pretends to lead elsewhere, shows its address. */
export function labelledLink(label: string, url: string): string {
  const text = label.replace(ownAnchor, "");
  const [, room] = text.startsWith("#") ? (roomPath.exec(url) ?? []) : [];
  if (room) return roomMention(room, text.replace(tag, ""));
  if (!mayLink(url)) return url ? `${text} (${escape(url)})` : text;
  if (pretends(text, url)) return `${text} (${anchor(url, escape(url))})`;
  return anchor(url, text || escape(url));
}
