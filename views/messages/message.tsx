import type { Message } from "../../src/lib/contract/objects.ts";
import { Clock } from "../clock.ts";
import { Icon } from "../icons.tsx";
import { hue, initials } from "../people/identity.ts";
import { drawReactions } from "./reactions.ts";
import { formatTime } from "../dates.ts";
import { threadLink } from "../threads/link.ts";
import { drawContent } from "./markdown/index.ts";
import { drawPoll } from "./poll.ts";
import { drawNote, type Saying, sayingsOf } from "./note.ts";
import { anyone, drawFor, reader, t } from "../words.ts";

/** A message without its time and the words of a language: the same for every reader, in pieces to put those between. */
export type Drawn = {
  /** Up to its time. */
  head: string;
  /** From its time up to `more`, or up to `deleted` where it is that. */
  link: string;
  content: string;
  /** What stands below its content. */
  foot: string;
  state: "plain" | "edited" | "deleted" | "removed";
  pinned: boolean;
  /** Of a message of the system, what it says. */
  says?: Saying[];
};

/** How a reader sees messages: what is the same for all of a page's, looked up once. */
export type Look = {
  /** The same for all who see the same. */
  name: string;
  time: (at: number) => string;
  more: string;
  edited: string;
  deleted: string;
  /** By a moderator. */
  removed: string;
  pinned: string;
  moment: (at: number, since: number) => string;
  replies: (count: number) => string;
  inThread: string;
  /** For what few messages have: draws it for the same reader. */
  say: (draw: () => string) => string;
};

function data(message: Message): string {
  const client =
    message.clientMessageId === null
      ? ""
      : ` data-client-message-id="${Bun.escapeHTML(message.clientMessageId)}"`;
  const note = message.messageType === "system" ? " data-note" : "";
  const state =
    (message.deletedAt ? ` data-deleted="${message.deletedAt}"` : message.pinnedAt ? ` data-pinned` : note) +
    (message.expiresAt ? ` data-expires-at="${message.expiresAt}"` : "") +
    (message.threadRootId ? ` data-thread-root-id="${message.threadRootId}"` : "");
  return `data-sequence="${message.sequence}" data-revision="${message.revision}" data-sender-id="${message.senderId}" data-created-at="${message.createdAt}"${client}${state}`;
}

/** As views/people/avatar.tsx draws it. A node of an older version tells of messages without a picture. */
function avatar({ senderId, senderDisplayName, senderAvatarUrl }: Message): string {
  const letters = Bun.escapeHTML(initials(senderDisplayName));
  const picture = senderAvatarUrl
    ? `<img src="${Bun.escapeHTML(senderAvatarUrl)}" alt="" loading="lazy" width="40" height="40"/>`
    : "";
  return `<span class="avatar" data-hue="${hue(senderId)}" aria-hidden="true">${letters}${picture}</span>`;
}

/** Where a message stands: a reply stands in its thread. */
export const permalinkOf = ({ id, roomId, sequence, threadRootId }: Message): string =>
  threadRootId
    ? `/rooms/${roomId}/threads/${threadRootId}#reply-${id}`
    : `/rooms/${roomId}?at=${sequence}#message-${id}`;

function head(message: Message): string {
  const sender = `<bdi class="message-sender">${Bun.escapeHTML(message.senderDisplayName)}</bdi>`;
  const permalink = `<a class="message-time" href="${permalinkOf(message)}">`;
  return `${data(message)}>${avatar(message)}<div class="message-head">${sender} ${permalink}<time datetime="${message.createdAt}">`;
}

/** The link to the page about it is for those without JavaScript; pages of the version before hide it by this name. */
export function drawMessage(message: Message): Drawn {
  const begun = head(message);
  if (message.deletedAt) return drawDeleted(message, begun);
  const pinned = message.pinnedAt !== undefined;
  if (message.messageType === "system") {
    const link = `</time></a></div><p class="message-content note">`;
    return { head: begun, link, content: "</p>", foot: "", state: "plain", pinned, says: sayingsOf(message) };
  }
  const link = `</time></a><a class="message-edit" href="/messages/${message.id}">`;
  const { classes, html } = drawContent(message.content);
  const content = `</a></div><div class="${classes}" dir="auto">${html}`;
  const foot = message.reactions ? drawReactions(message.id, message.reactions) : "";
  if (!message.editedAt)
    return { head: begun, link, content: `${content}</div>`, foot, state: "plain", pinned };
  const edited = ` <small class="edited" data-edited-at="${message.editedAt}">`;
  return { head: begun, link, content: content + edited, foot, state: "edited", pinned };
}

/** Nothing of what it said, and by whose hand it went: its sender's, or a moderator's. */
function drawDeleted({ deletedBy, senderId }: Message, begun: string): Drawn {
  const removed = deletedBy !== undefined && deletedBy !== senderId;
  const link = `</time></a></div><p class="message-content deleted"${removed ? " data-removed" : ""}>`;
  return {
    head: begun,
    link,
    content: "</p>",
    foot: "",
    state: removed ? "removed" : "deleted",
    pinned: false,
  };
}

const pinMark = (): string =>
  `<span class="message-pin" role="img" aria-label="${Bun.escapeHTML(t("messages.pinned"))}">${Icon({ name: "map-pin" }).text}</span>`;

/** In the language, time zone and hour cycle of whoever it is drawn for. */
export function look(): Look {
  const current = reader();
  const { language, timeZone, hourCycle } = current;
  const clock = new Clock({ timeZone, hourCycle });
  return {
    name: `${language} ${timeZone} ${hourCycle}`,
    time: (at) => clock.time(at),
    more: Bun.escapeHTML(t("messages.actions")),
    edited: `${Bun.escapeHTML(t("messages.edited"))}</small></div>`,
    deleted: Bun.escapeHTML(t("messages.deleted")),
    removed: Bun.escapeHTML(t("messages.removed")),
    pinned: pinMark(),
    moment: (at, since) =>
      clock.day(at) === clock.day(since)
        ? clock.time(at)
        : formatTime(at, { day: "numeric", month: "short" }),
    replies: (count) => Bun.escapeHTML(t("messages.replies", { count })),
    inThread: Bun.escapeHTML(t("messages.inThread")),
    say: (draw) => drawFor(current, draw),
  };
}

/** All of a message but how it begins, as a reader sees it. */
export function restOf(message: Message, drawn: Drawn, words: Look): string {
  const { head: before, link, content, foot, state, pinned, says } = drawn;
  const gone = state === "deleted" || state === "removed" ? words[state] : undefined;
  const word = says ? drawNote(says, (...saying) => words.say(() => t(...saying))) : (gone ?? words.more);
  const end = state === "edited" ? words.edited : "";
  const thread = message.thread || message.alsoInRoom ? threadLink(message, words) : "";
  const poll = message.poll ? words.say(() => drawPoll(message)) : "";
  const mark = pinned ? words.pinned : "";
  return `${before}${words.time(Date.parse(message.createdAt))}${link}${word}${content}${end}${poll}${foot}${thread}${mark}</article>`;
}

/** `rest` is what its neighbours do not change; `continues`: it goes on under the one above. On the hot path, hence a string. */
export const messageHtml = (
  { id }: Message,
  continues: boolean,
  rest: string,
  place: "message" | "reply" = "message",
): string => `<article id="${place}-${id}" class="${continues ? "message continues" : "message"}" ${rest}`;

/**
 * A message as the room is told of it: the same for every viewer, since whose it is stands in `data-sender-id`, and no
 * attribute can act. The browser groups it, and gives it the reader's time and words (static/room/arrange.ts).
 */
export const renderMessage = (message: Message): string =>
  messageHtml(message, false, restOf(message, drawMessage(message), anyoneLook()));

let forAnyone: Look | undefined;
const anyoneLook = (): Look => (forAnyone ??= drawFor(anyone, look));
