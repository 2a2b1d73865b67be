import type { Row, Statement } from "../../../db/protocol.ts";
import { cellsOf } from "../cells.ts";
import type { HistoryQuery } from "../../lib/contract/inputs.ts";
import type { Message, MessagePage, RoomKind } from "../../lib/contract/objects.ts";
import { MESSAGE_CELLS, type MessageCells, toMessage, toMessageRow } from "./message.ts";

/** Whether one reads on from where one stands; else backwards, from the newest where no cursor is given. */
const isForward = ({ before, after }: HistoryQuery) => after !== undefined && before === undefined;

const select = (cells: string, order: "ASC" | "DESC") => `
  SELECT json_group_array(${cells}) FROM (
    SELECT * FROM messages WHERE room_id = ?1 AND sequence < ?2 AND sequence > ?3 ORDER BY sequence ${order} LIMIT ?4
  ) m JOIN users u ON u.id = m.sender_id`;
const statements = (cells: string) => ({ forward: select(cells, "ASC"), backward: select(cells, "DESC") });

const PAGE = statements(MESSAGE_CELLS);
const GLANCE = statements("json_array(m.id, m.sequence, m.revision, u.display_name, u.avatar_url)");

type GlanceCells = [
  id: string,
  sequence: number,
  revision: number,
  senderDisplayName: string,
  senderAvatarUrl: string | null,
];

/** The message, where it is remembered as it stands in this revision and under this name and picture: usernames never change. */
export type Recall = (
  glance: Pick<Message, "id" | "revision" | "senderDisplayName" | "senderAvatarUrl">,
) => Message | undefined;

/** One more than the page holds, to know whether there are more. */
function statement(sql: typeof PAGE, roomId: string, query: HistoryQuery): Statement {
  const { before = Number.MAX_SAFE_INTEGER, after = -1, limit } = query;
  return { sql: isForward(query) ? sql.forward : sql.backward, args: [roomId, before, after, limit + 1] };
}

export const pageStatement = (roomId: string, query: HistoryQuery) => statement(PAGE, roomId, query);

/** Which messages are on the page, and in which state; `toRecalledPage` takes the answer. */
export const glanceStatement = (roomId: string, query: HistoryQuery) => statement(GLANCE, roomId, query);

/** The answer, ascending by sequence. */
export function toPage(
  rows: Row[] | undefined,
  roomId: string,
  kind: RoomKind,
  query: HistoryQuery,
): MessagePage {
  const { cells, hasMore } = pageOf(cellsOf<MessageCells>(rows), query);
  return { messages: cells.map((each) => toMessage(toMessageRow(each, roomId, kind))), hasMore };
}

/** The same of messages that are remembered; undefined unless all are. */
export function toRecalledPage(
  rows: Row[] | undefined,
  query: HistoryQuery,
  recall: Recall,
): MessagePage | undefined {
  const { cells, hasMore } = pageOf(cellsOf<GlanceCells>(rows), query);
  const messages: Message[] = [];
  for (const [id, , revision, senderDisplayName, senderAvatarUrl] of cells) {
    const message = recall({ id, revision, senderDisplayName, senderAvatarUrl });
    if (!message) return undefined;
    messages.push(message);
  }
  return { messages, hasMore };
}

function pageOf<Cells extends [string, number, ...unknown[]]>(found: Cells[], query: HistoryQuery) {
  const cells = found.toSorted((a, b) => a[1] - b[1]);
  const hasMore = cells.length > query.limit;
  if (hasMore) cells.splice(isForward(query) ? -1 : 0, 1);
  return { cells, hasMore };
}
