import { messages, rooms, users } from "../../../db/schema/index.ts";
import type { Message, Poll, Reaction, Thread } from "../../lib/contract/objects.ts";
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
  senderAvatarUrl: users.avatarUrl,
  content: messages.content,
  messageType: messages.messageType,
  clientMessageId: messages.clientMessageId,
  threadRootId: messages.threadRootId,
  createdAt: messages.createdAt,
  editedAt: messages.editedAt,
  deletedAt: messages.deletedAt,
  alsoInRoom: messages.alsoInRoom,
  reactions: messages.reactions,
  thread: messages.thread,
  poll: messages.poll,
  pinnedAt: messages.pinnedAt,
  pinnedBy: messages.pinnedBy,
  deletedBy: messages.deletedBy,
  expiresAt: messages.expiresAt,
};

/** What few messages have, as it is stored: JSON and times, or nothing. */
type Stored = {
  alsoInRoom: boolean | number;
  reactions: string | null;
  thread: string | null;
  poll: string | null;
  pinnedAt: number | null;
  pinnedBy: string | null;
  deletedBy: string | null;
  expiresAt: number | null;
};

export type MessageRow = Omit<Message, "createdAt" | "editedAt" | "deletedAt" | keyof Stored> &
  Stored & {
    createdRevision: number;
    createdAt: number;
    editedAt: number | null;
    deletedAt: number | null;
  };

/** The same of the rows `m` and `u`, in one text; what all of a room's messages share is left out. */
export const MESSAGE_CELLS = `json_array(m.id, m.sequence, m.revision, m.created_revision, m.sender_id, u.username,
  u.display_name, u.avatar_url, m.content, m.message_type, m.client_message_id, m.thread_root_id, m.created_at, m.edited_at, m.deleted_at,
  m.also_in_room, m.reactions, m.thread, m.poll, m.pinned_at, m.pinned_by, m.expires_at, m.deleted_by)`;

export type MessageCells = [
  id: string,
  sequence: number,
  revision: number,
  createdRevision: number,
  senderId: string,
  senderUsername: string,
  senderDisplayName: string,
  senderAvatarUrl: string | null,
  content: string,
  messageType: Message["messageType"],
  clientMessageId: string | null,
  threadRootId: string | null,
  createdAt: number,
  editedAt: number | null,
  deletedAt: number | null,
  alsoInRoom: number,
  reactions: string | null,
  thread: string | null,
  poll: string | null,
  pinnedAt: number | null,
  pinnedBy: string | null,
  expiresAt: number | null,
  deletedBy: string | null,
];

export const toMessageRow = (
  cells: MessageCells,
  roomId: string,
  roomKind: Message["roomKind"],
): MessageRow => ({
  id: cells[0],
  roomId,
  roomKind,
  sequence: cells[1],
  revision: cells[2],
  createdRevision: cells[3],
  senderId: cells[4],
  senderUsername: cells[5],
  senderDisplayName: cells[6],
  senderAvatarUrl: cells[7],
  content: cells[8],
  messageType: cells[9],
  clientMessageId: cells[10],
  threadRootId: cells[11],
  createdAt: cells[12],
  editedAt: cells[13],
  deletedAt: cells[14],
  alsoInRoom: cells[15],
  reactions: cells[16],
  thread: cells[17],
  poll: cells[18],
  pinnedAt: cells[19],
  pinnedBy: cells[20],
  expiresAt: cells[21],
  deletedBy: cells[22],
});

/** Field by field: to spread the row and leave one out takes four times as long. */
export function toMessage(row: MessageRow): Message {
  const message: Message = {
    id: row.id,
    roomId: row.roomId,
    roomKind: row.roomKind,
    sequence: row.sequence,
    revision: row.revision,
    senderId: row.senderId,
    senderUsername: row.senderUsername,
    senderDisplayName: row.senderDisplayName,
    senderAvatarUrl: row.senderAvatarUrl,
    content: row.content,
    messageType: row.messageType,
    clientMessageId: row.clientMessageId,
    threadRootId: row.threadRootId,
    createdAt: toTime(row.createdAt),
    editedAt: toTimeOrNull(row.editedAt),
    deletedAt: toTimeOrNull(row.deletedAt),
  };
  addFurther(message, row);
  return message;
}

/** What few messages have is left out of all others: it need not be sent, nor looked at. */
function addFurther(message: Message, row: MessageRow): void {
  if (row.alsoInRoom) message.alsoInRoom = true;
  if (row.thread) message.thread = JSON.parse(row.thread) as Thread;
  if (row.expiresAt) message.expiresAt = toTime(row.expiresAt);
  if (row.deletedBy) message.deletedBy = row.deletedBy;
  if (!row.deletedAt) addContents(message, row);
}

/** What people made of a message goes with its content: the row keeps it for the minute in which that may come back. */
function addContents(message: Message, row: MessageRow): void {
  if (row.reactions) message.reactions = JSON.parse(row.reactions) as Reaction[];
  if (row.poll) message.poll = JSON.parse(row.poll) as Poll;
  if (row.pinnedAt) message.pinnedAt = toTime(row.pinnedAt);
  if (row.pinnedBy) message.pinnedBy = row.pinnedBy;
}
