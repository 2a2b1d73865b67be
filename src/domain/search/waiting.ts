import type { Statement } from "../../../db/protocol.ts";
import type { Poll } from "../../lib/contract/objects.ts";
import type { Document } from "../../lib/search-match.ts";
import type { Part } from "../../lib/search-query.ts";
import { cellsOf } from "../cells.ts";
import type { Context } from "../context.ts";

/** Rooms that are looked for at once. */
const MAX_BEHIND = 500;

const BEHIND = `
  SELECT id FROM rooms WHERE coalesce(searched_sequence, 0) < last_sequence LIMIT ${MAX_BEHIND}`;
const POSITIONS = `
  SELECT r.id, coalesce(r.searched_sequence, 0), r.last_sequence
  FROM json_each(?1) asked JOIN rooms r ON r.id = asked.value`;

const CELLS = `json_array(m.id, m.revision, m.room_id, m.sender_id, m.content, m.poll, m.reactions IS NOT NULL,
  m.pinned_at IS NOT NULL, m.thread IS NOT NULL OR m.thread_root_id IS NOT NULL)`;
/** What the place itself says is not searched. */
const SAID = "m.message_type <> 'system'";

/** Of the spans `[room, from, upTo]`. */
export const NEW = `
  SELECT json_group_array(${CELLS}) FROM json_each(?1) span JOIN messages m ON m.room_id = span.value ->> 0
    AND m.sequence > span.value ->> 1 AND m.sequence <= span.value ->> 2
  WHERE ${SAID}`;
export const STALE = `
  SELECT json_group_array(${CELLS}) FROM (SELECT message_id FROM search_entries WHERE state = 1 ORDER BY id LIMIT ?1) e
  JOIN messages m ON m.id = e.message_id`;
/** Those before an id, which are those before a time; `~` is after all of them. */
export const OLD = `
  SELECT json_group_array(${CELLS}) FROM (
    SELECT * FROM messages m WHERE m.id < ?1 AND ${SAID} ORDER BY m.id DESC LIMIT ?2) m`;
export const PROGRESS = "SELECT before FROM search_progress";

/** A part of a room that is not in the index: the messages after `from`, up to `upTo`. */
export type RoomSpan = { roomId: string; from: number; upTo: number; last: number };
export type ReadMessage = Document & { id: string; revision: number };

type Cells = [
  id: string,
  revision: number,
  roomId: string,
  senderId: string,
  content: string,
  poll: string | null,
  reacted: number,
  pinned: number,
  threaded: number,
];

/** Rooms with messages that are not in the index, since the node that stored them died. */
export async function roomsUnsearched({ database }: Context): Promise<string[]> {
  const [rows = []] = await database.ask([{ sql: BEHIND, args: [] }]);
  return rows.map(([roomId]) => String(roomId));
}

/** Of those of the rooms that have something, as much as is written at once; of those that are too many the span is empty. */
export async function spansOf({ database }: Context, roomIds: readonly string[], most: number) {
  const [rows = []] = await database.ask([{ sql: POSITIONS, args: [JSON.stringify(roomIds)] }]);
  let left = most;
  return (rows as [string, number, number][]).flatMap(([roomId, from, last]): RoomSpan[] => {
    if (last <= from) return [];
    const upTo = Math.min(last, from + left);
    left -= upTo - from;
    return [{ roomId, from, upTo, last }];
  });
}

/** In the order in which they were written. */
export async function readMessages(
  { database }: Context,
  sql: string,
  args: Statement["args"],
): Promise<ReadMessage[]> {
  const [rows] = await database.ask([{ sql, args }]);
  const messages = cellsOf<Cells>(rows).map(toReadMessage);
  return messages.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

const LINK = /\bhttps?:\/\/[^\s]/i;
const CODE = /`[^`]+`|^\s*(`{3}|~{3})/m;

function toReadMessage(cells: Cells): ReadMessage {
  const [id, revision, roomId, senderId, content, pollText, reacted, pinned, threaded] = cells;
  const poll = pollText === null ? undefined : (JSON.parse(pollText) as Poll);
  const has: [Part, unknown][] = [
    ["link", LINK.test(content)],
    ["code", CODE.test(content)],
    ["poll", poll],
    ["reaction", reacted],
    ["pin", pinned],
    ["thread", threaded],
  ];
  return {
    id,
    revision,
    roomId,
    senderId,
    texts: [content, ...(poll?.options.map(({ text }) => text) ?? [])],
    parts: has.flatMap(([part, there]) => (there ? [part] : [])),
  };
}
