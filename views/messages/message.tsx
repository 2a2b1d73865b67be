import type { Message } from "../../src/lib/contract/objects.ts";
import { hue, initials } from "../people/identity.ts";
import { renderContent } from "./markdown/index.ts";

const groupingMilliseconds = 5 * 60_000;

/** In UTC. */
export const onSameDay = (one: Message, other: Message): boolean =>
  one.createdAt.slice(0, 10) === other.createdAt.slice(0, 10);

/** Whether a message goes on where the same person left off a moment ago, on the same day. */
export function continues(message: Message, previous: Message | undefined): boolean {
  if (!previous || previous.senderId !== message.senderId) return false;
  if (!onSameDay(previous, message)) return false;
  return Date.parse(message.createdAt) - Date.parse(previous.createdAt) < groupingMilliseconds;
}

function body(message: Message): string {
  if (message.deletedAt) return `<p class="message-content deleted">Message deleted</p>`;
  const edited = message.editedAt ? ` <small class="edited" title="${message.editedAt}">edited</small>` : "";
  return renderContent(message.content, edited);
}

function actions(message: Message): string {
  if (message.deletedAt) return "";
  const edit = `/messages/${message.id}/edit`;
  return `<span class="message-actions"><a href="${edit}" data-action="edit">Edit</a><a href="${edit}#delete" data-action="delete">Delete</a></span>`;
}

function head(message: Message): string {
  const time = `<time datetime="${message.createdAt}">${message.createdAt.slice(11, 16)}</time>`;
  const permalink = `<a class="message-time" href="/rooms/${message.roomId}?at=${message.sequence}#message-${message.id}">${time}</a>`;
  const sender = `<bdi class="message-sender">${Bun.escapeHTML(message.senderDisplayName)}</bdi>`;
  return `<div class="message-head">${sender} ${permalink}${actions(message)}</div>`;
}

function data(message: Message): string {
  const client =
    message.clientMessageId === null
      ? ""
      : ` data-client-message-id="${Bun.escapeHTML(message.clientMessageId)}"`;
  const state = message.deletedAt ? ` data-deleted` : "";
  return `data-sequence="${message.sequence}" data-revision="${message.revision}" data-sender-id="${message.senderId}" data-created-at="${message.createdAt}"${client}${state}`;
}

/** All of a message but how it begins, which its neighbour above decides. */
export function renderRest(message: Message): string {
  const name = Bun.escapeHTML(initials(message.senderDisplayName));
  const avatar = `<span class="avatar" data-hue="${hue(message.senderId)}" aria-hidden="true">${name}</span>`;
  return `${data(message)}>${avatar}${head(message)}${body(message)}</li>`;
}

/**
 * A message as every viewer sees it, in the page and in the broadcast: whose it is stands in `data-sender-id`, and no
 * attribute can act. On the hot path, hence a string. `previous` groups it at once; without it the browser does that.
 */
export function renderMessage(message: Message, previous?: Message, rest = renderRest(message)): string {
  const classes = continues(message, previous) ? "message continues" : "message";
  return `<li id="message-${message.id}" class="${classes}" ${rest}`;
}
