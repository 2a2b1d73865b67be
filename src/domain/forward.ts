import { MAX_CONTENT } from "../lib/contract/inputs.ts";
import { quote } from "../lib/quote.ts";
import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";
import { getSaid, sendMessage } from "./messages/index.ts";
import { openDirectRoom } from "./rooms/index.ts";

type Forward = {
  /** Where to: a room, or a person. */
  roomId?: string | undefined;
  userId?: string | undefined;
  comment: string;
  clientMessageId?: string | undefined;
  /** Where this installation is found: its permalinks begin with it. */
  origin: string;
};

/**
 * Says what a message said somewhere else, as a quote with a link to it. Whoever may read the one and write in the other
 * may; for whoever reads it there and may not read the room that it came from, the link leads nowhere.
 */
export async function forwardMessage(
  context: Context,
  actor: Actor,
  messageId: string,
  { roomId, userId, comment, clientMessageId, origin }: Forward,
): ReturnType<typeof sendMessage> {
  const {
    id,
    sequence,
    content,
    senderDisplayName: name,
    ...from
  } = await getSaid(context, actor, messageId);
  const url = new URL(`/rooms/${from.roomId}?at=${sequence}#message-${id}`, origin).href;
  const target = roomId ?? (await openDirectRoom(context, actor, { userIds: [userId ?? ""] })).room.id;
  return sendMessage(context, actor, {
    roomId: target,
    content: quote({ content, name, url }, comment, MAX_CONTENT),
    clientMessageId,
  });
}
