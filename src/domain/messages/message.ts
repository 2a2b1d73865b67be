import { messages, rooms, users } from "../../../db/schema/index.ts";
import type { Message } from "../../lib/contract/objects.ts";
import { toTime, toTimeOrNull } from "../../lib/time.ts";

/** Everything that a message is made of, from `messages`, its room and its sender. */
export const messageColumns = {
  id: messages.id,
  roomId: messages.roomId,
  roomKind: rooms.kind,
  sequence: messages.sequence,
  revision: messages.revision,
  createdRevision: messages.createdRevision,
  senderId: messages.senderId,
  senderUsername: users.username,
  senderDisplayName: users.displayName,
  content: messages.content,
  messageType: messages.messageType,
  clientMessageId: messages.clientMessageId,
  threadRootId: messages.threadRootId,
  createdAt: messages.createdAt,
  editedAt: messages.editedAt,
  deletedAt: messages.deletedAt,
};

export type MessageRow = Omit<Message, "createdAt" | "editedAt" | "deletedAt"> & {
  createdRevision: number;
  createdAt: number;
  editedAt: number | null;
  deletedAt: number | null;
};

export const toMessage = ({
  createdRevision: _,
  createdAt,
  editedAt,
  deletedAt,
  ...message
}: MessageRow): Message => ({
  ...message,
  createdAt: toTime(createdAt),
  editedAt: toTimeOrNull(editedAt),
  deletedAt: toTimeOrNull(deletedAt),
});
