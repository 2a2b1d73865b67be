import type { Row, Statement } from "../../../db/protocol.ts";
import { cellsOf } from "../cells.ts";
import type { HistoryQuery } from "../../lib/contract/inputs.ts";
import type { Message, MessagePage, RoomKind } from "../../lib/contract/objects.ts";
import { MESSAGE_CELLS, type MessageCells, toMessage, toMessageRow } from "./message.ts";

/** Whether one reads on from where one stands; else backwards, from the newest where no cursor is given. */
const isForward = ({ before, after }: HistoryQuery) => after !== undefined && before === undefined;

/** Which of a room's messages: all, those that stand in the room itself, or the replies of one. */
const SCOPES = {
  all: "",
  room: "AND (thread_root_id IS NULL OR also_in_room)",
  thread: "AND thread_root_id = ?5",
};
type Scope = keyof typeof SCOPES;

const select = (cells: string, scope: Scope, order: "ASC" | "DESC") => `
  SELECT json_group_array(${cells}) FROM (
    SELECT * FROM messages WHERE room_id = ?1 AND sequence < ?2 AND sequence > ?3 ${SCOPES[scope]}
    ORDER BY sequence ${order} LIMIT ?4
  ) m JOIN users u ON u.id = m.sender_id`;
const both = (cells: string, scope: Scope) => ({
  forward: select(cells, scope, "ASC"),
  backward: select(cells, scope, "DESC"),
});
const statements = (cells: string) => ({
  all: both(cells, "all"),
  room: both(cells, "room"),
  thread: both(cells, "thread"),
});

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
  const { before = Number.MAX_SAFE_INTEGER, after = -1, limit, threadRootId, scope = "all" } = query;
  const of = sql[threadRootId ? "thread" : scope];
  const args = [roomId, before, after, limit + 1];
  return {
    sql: isForward(query) ? of.forward : of.backward,
    args: threadRootId ? [...args, threadRootId] : args,
  };
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
