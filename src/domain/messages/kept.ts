import type { Message, RoomKind } from "../../lib/contract/objects.ts";
import { MESSAGE_CELLS, type MessageCells, toMessage, toMessageRow } from "./message.ts";

/**
 * For lists of messages that a person keeps for themselves, of the rows `kept`: a message with its room, where they may
 * still read it. `?1` is the person.
 */
export const READABLE = `
  JOIN messages m ON m.id = kept.message_id AND m.deleted_at IS NULL
  JOIN memberships p ON p.room_id = m.room_id AND p.user_id = ?1
  JOIN rooms r ON r.id = m.room_id JOIN users u ON u.id = m.sender_id`;
export const READABLE_CELLS = `${MESSAGE_CELLS}, r.id, r.kind`;
export type ReadableCells = [message: MessageCells, roomId: string, kind: RoomKind];

export const toReadable = ([cells, roomId, kind]: ReadableCells): Message =>
  toMessage(toMessageRow(cells, roomId, kind));
