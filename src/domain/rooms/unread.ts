import type { Message } from "../../lib/contract/objects.ts";
import type { Actor } from "../actor.ts";
import { cellsOf } from "../cells.ts";
import type { Context } from "../context.ts";
import { pageStatement, toPage } from "../messages/page.ts";
import type { ListedRoom } from "./listed.ts";
import { myRooms } from "./read.ts";
import { countedByThread } from "../threads/unread.ts";

/** Rooms of which messages are shown; whoever has more unread finds them when these are read. */
const MAX_ROOMS = 20;
/** Messages of each, from the first unread one on. */
const MAX_MESSAGES = 20;

export type UnreadRoom = {
  room: ListedRoom;
  /** Whether one of the unread messages names the reader. */
  mentioned: boolean;
  /** The first unread ones, in order. */
  messages: Message[];
};

const MENTIONED = `
  SELECT json_group_array(DISTINCT named.room_id) FROM mentions named
  JOIN memberships mine ON mine.room_id = named.room_id AND mine.user_id = named.user_id
  WHERE named.user_id = ?1 AND named.sequence > mine.last_read_sequence
    AND NOT ${countedByThread("named")}`;

/** What waits for an answer first: mentions, then direct messages, then the others; each by what moved last. */
const urgency = (room: ListedRoom, mentioned: Set<string>) =>
  mentioned.has(room.id) ? 0 : room.kind === "direct" ? 1 : 2;

/** What the caller has not read, room by room, most urgent first; and how many rooms more there are. */
export async function unreadRooms(
  context: Context,
  actor: Actor,
): Promise<{ rooms: UnreadRoom[]; more: number }> {
  const waiting = (await myRooms(context, actor)).filter((room) => room.unreadCount > 0);
  if (waiting.length === 0) return { rooms: [], more: 0 };
  const scopes = () => [`user:${actor.userId}`, ...waiting.map(({ id }) => `room:${id}`)];
  const [named] = await context.database.ask([{ sql: MENTIONED, args: [actor.userId] }], scopes);
  const mentioned = new Set(cellsOf<string>(named));
  const shown = waiting.toSorted((a, b) => urgency(a, mentioned) - urgency(b, mentioned)).slice(0, MAX_ROOMS);
  const query = (room: ListedRoom) => ({
    after: room.lastReadSequence,
    limit: MAX_MESSAGES,
    scope: "room" as const,
  });
  const pages = await context.database.ask(
    shown.map((room) => pageStatement(room.id, query(room))),
    scopes,
  );
  const rooms = shown.map((room, index) => ({
    room,
    mentioned: mentioned.has(room.id),
    messages: toPage(pages[index], room.id, room.kind, query(room)).messages,
  }));
  return { rooms, more: waiting.length - shown.length };
}
