import type { IconName } from "../icon-names.ts";
import { Icon } from "../icons.tsx";
import { escape, raw, type Html } from "../jsx/html.ts";
import { Avatar, Presence } from "../people/avatar.tsx";
import { statusMark } from "../people/status.tsx";
import { t } from "../words.ts";
import type { Face, Shell, SidebarRoom } from "./types.ts";

/** Counted at most; the browser goes on the same way (static/sidebar/counters.ts). */
const MAX_SHOWN = 99;

type Faced = Pick<SidebarRoom, "kind" | "title" | "otherUserIds" | "avatarUrl" | "faces" | "settings">;

/** Whom a direct room is named by, where that is one. */
export function namesake(room: Faced, { viewer }: Pick<Shell, "viewer">): string | undefined {
  if (room.kind !== "direct" || room.otherUserIds.length > 1) return undefined;
  return room.otherUserIds[0] ?? viewer.userId;
}

const groupFace = ({ userId, displayName, avatarUrl }: Face): string =>
  Avatar({ userId, name: displayName, avatarUrl, size: "small" }).text;

function glyphOf({ kind, settings }: Faced): IconName {
  if (settings.archivedAt) return "archive-box";
  if (kind === "closed") return "lock-closed";
  return settings.posting === "moderators" ? "megaphone" : "hashtag";
}

/** What stands for a room: its kind, or the faces of a direct one. */
export function roomFace(room: Faced, shell: Pick<Shell, "viewer" | "online">): string {
  const other = room.otherUserIds[0];
  if (room.kind !== "direct") return `<span class="room-glyph">${Icon({ name: glyphOf(room) }).text}</span>`;
  if (room.otherUserIds.length > 1)
    return `<span class="face-pair" aria-hidden="true">${room.faces.map(groupFace).join("")}</span>`;
  const face = { userId: other ?? shell.viewer.userId, name: room.title, avatarUrl: room.avatarUrl };
  const presence = other ? Presence({ userId: other, online: shell.online.has(other) }).text : "";
  return `<span class="face">${Avatar({ ...face, size: "small" }).text}${presence}</span>`;
}

const shown = (count: number) => (count > MAX_SHOWN ? `${MAX_SHOWN}+` : count);

/** Always there, so that the browser can go on counting in it. */
export function badge(classes: string, sign: string, count: number, words: string): string {
  const hidden = count === 0 ? ` hidden=""` : "";
  return `<span class="${classes}"${hidden}>${sign}<span class="badge-count">${shown(count)}</span><span class="visually-hidden"> ${escape(words)}</span></span>`;
}

/** Whether nothing of it is to be heard for now. */
export const isQuiet = ({ quietUntil }: Pick<SidebarRoom, "quietUntil">): boolean =>
  quietUntil !== null && quietUntil > Date.now();

/** What of the room is worth a notification, by the room's own setting or by that for its kind. */
export function levelOf(
  room: Pick<SidebarRoom, "involvement" | "kind" | "quietUntil">,
  { preferences }: Pick<Shell, "preferences">,
) {
  if (isQuiet(room)) return "nothing";
  return room.involvement ?? (room.kind === "direct" ? preferences.notifyDirect : preferences.notifyRooms);
}

/**
 * The counters travel with the link, so that the browser can go on counting from them. On the hot path, fifty times a
 * page, hence a string.
 */
function roomLink(room: SidebarRoom, shell: Shell): string {
  const href = `/rooms/${room.id}`;
  const current = shell.path === href ? ` aria-current="page"` : "";
  const unread = room.unreadCount > 0 ? ` data-unread=""` : "";
  const mentions = room.mentionCount > 0 ? ` data-mentions="${room.mentionCount}"` : "";
  const quiet = isQuiet(room) ? ` data-quiet="" data-until="${room.quietUntil}"` : "";
  const muted =
    quiet || room.involvement === "nothing" || room.involvement === "invisible" ? ` data-muted=""` : "";
  const placed = room.position === null ? "" : ` data-placed=""`;
  const counters = `data-room-id="${room.id}" data-kind="${room.kind}" data-level="${levelOf(room, shell)}" data-revision="${room.revision}" data-last-sequence="${room.lastSequence}" data-last-read="${room.lastReadSequence}" data-unread-count="${room.unreadCount}" data-named="${room.mentionCount}"${unread}${mentions}${muted}${quiet}${placed}`;
  const person = namesake(room, shell);
  const title = `<bdi class="room-title"${person ? ` data-person="${person}"` : ""}>${escape(room.title)}</bdi>`;
  const state = person ? statusMark(person, room) : "";
  const badges =
    badge("badge", "", room.unreadCount, t("shell.unread")) +
    badge("mention-badge", `<span aria-hidden="true">@</span>`, room.mentionCount, t("shell.mentions"));
  return `<li><a class="room-link" href="${href}"${current} ${counters}>${roomFace(room, shell)}${title}${state}${badges}</a></li>`;
}

export function roomLinks(rooms: SidebarRoom[], shell: Shell): Html {
  let html = "";
  for (const room of rooms) html += roomLink(room, shell);
  return raw(html);
}
