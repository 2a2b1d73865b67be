import type { Row, Statement } from "../../../db/protocol.ts";
import { cellsOf } from "../cells.ts";
import type { HistoryQuery } from "../../lib/contract/inputs.ts";
import type { MessagePage, RoomKind } from "../../lib/contract/objects.ts";
import { MESSAGE_CELLS, type MessageCells, toMessage, toMessageRow } from "./message.ts";

/** Whether one reads on from where one stands; else backwards, from the newest where no cursor is given. */
const isForward = ({ before, after }: HistoryQuery) => after !== undefined && before === undefined;

const select = (order: "ASC" | "DESC") => `
  SELECT json_group_array(${MESSAGE_CELLS}) FROM (
    SELECT * FROM messages WHERE room_id = ?1 AND sequence < ?2 AND sequence > ?3 ORDER BY sequence ${order} LIMIT ?4
  ) m JOIN users u ON u.id = m.sender_id`;
const FORWARD = select("ASC");
const BACKWARD = select("DESC");

/** One more than the page holds, to know whether there are more. */
export function pageStatement(roomId: string, query: HistoryQuery): Statement {
  const { before = Number.MAX_SAFE_INTEGER, after = -1, limit } = query;
  return { sql: isForward(query) ? FORWARD : BACKWARD, args: [roomId, before, after, limit + 1] };
}

/** The answer, ascending by sequence. */
export function toPage(
  rows: Row[] | undefined,
  roomId: string,
  kind: RoomKind,
  query: HistoryQuery,
): MessagePage {
  const all = cellsOf<MessageCells>(rows).toSorted((a, b) => a[1] - b[1]);
  const hasMore = all.length > query.limit;
  const surplus = isForward(query) ? -1 : 0;
  if (hasMore) all.splice(surplus, 1);
  return { messages: all.map((cells) => toMessage(toMessageRow(cells, roomId, kind))), hasMore };
}
