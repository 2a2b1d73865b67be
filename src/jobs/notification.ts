import type { Delivery } from "../domain/notifications/index.ts";
import { excerptOf } from "../lib/excerpt.ts";
import { format } from "../../words/format.ts";
import { type Key, tongues } from "../../words/index.ts";

/** Code points. */
const MAX_BODY = 200;
const MAX_NAME = 80;

/** What a device is told: the payload of a push message, which the service worker shows (static/worker/push.ts). */
export type Notification = {
  title: string;
  body: string;
  /** Where a click leads: the message in its room. */
  url: string;
  /** A newer notification of the same room takes its place, but none that of a reminder. */
  tag: string;
  roomId: string;
  /** Of a reply that stands in its thread alone: who has the room before them does not see it. */
  threadRootId?: string;
  sequence: number;
  badge: number;
  icon: string | null;
};

/** In the language of the person whose device it is. Some 1.5 KB at most, of the 4 KB that every push service takes. */
export function notificationOf(delivery: Delivery): Notification {
  const { room, message, sender, badge } = delivery;
  return {
    title: titleOf(delivery),
    body: bodyOf(delivery),
    url: urlOf(delivery),
    tag: delivery.reminder ? message.id : room.id,
    // What somebody asked to be told of now is told wherever they are.
    roomId: delivery.reminder ? "" : room.id,
    ...(message.threadRootId && !message.alsoInRoom && { threadRootId: message.threadRootId }),
    sequence: message.sequence,
    badge,
    icon: sender.avatarUrl,
  };
}

function urlOf({ room, message: { id, sequence, threadRootId } }: Delivery): string {
  return threadRootId
    ? `/rooms/${room.id}/threads/${threadRootId}#reply-${id}`
    : `/rooms/${room.id}?at=${sequence}#message-${id}`;
}

function titleOf({ room, sender, message, mentioned, reminder, preferences }: Delivery): string {
  const name = excerptOf(sender.displayName, MAX_NAME);
  if (reminder) return say(preferences, "push.reminder", { name });
  if (room.name === null) return name;
  const values = { name, room: excerptOf(room.name, MAX_NAME) };
  const usual = message.threadRootId ? "push.replied" : "push.inRoom";
  return say(preferences, mentioned ? "push.mentioned" : usual, values);
}

function bodyOf({ message: { content, messageType }, preferences }: Delivery): string {
  const text = excerptOf(content, MAX_BODY);
  if (text) return text;
  return say(preferences, messageType === "image" ? "push.picture" : "push.file", {});
}

/** A device that was told nothing of a language is told in English. */
function say({ language }: Delivery["preferences"], key: Key, values: Record<string, string>): string {
  const { locale, words } = tongues[language === "auto" ? "en" : language];
  return format(locale, words[key], values);
}
