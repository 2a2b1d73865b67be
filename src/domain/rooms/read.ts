import { eq } from "drizzle-orm";
import type { Statement } from "../../../db/protocol.ts";
import { rooms } from "../../../db/schema/index.ts";
import type { HistoryQuery } from "../../lib/contract/inputs.ts";
import type { MessagePage, Room, RoomListItem } from "../../lib/contract/objects.ts";
import { AppError, notFound } from "../../lib/errors.ts";
import { toTime, toTimeOrNull } from "../../lib/time.ts";
import type { Actor } from "../actor.ts";
import { cellsOf } from "../cells.ts";
import type { Context } from "../context.ts";
import { isGuest } from "../guests.ts";
import { MESSAGE_CELLS, toMessage, toMessageRow, type MessageCells } from "../messages/message.ts";
import { glanceStatement, pageStatement, type Recall, toPage, toRecalledPage } from "../messages/page.ts";
import { toldStatement, toTold } from "../reminders/told.ts";
import { toUnreadReplies, type UnreadReplies, unreadRepliesStatement } from "../threads/list.ts";
import { type Company, companyStatement, toCompany } from "./company.ts";
import { listedStatements, MAX_LISTED, toListed, type ListedRoom } from "./listed.ts";
import { SETTINGS_CELLS, type SettingsCells, toRoom, toSettings } from "./room.ts";

/** An open room may be looked at before one joins, but by no guest; any other is found through one's membership only. */
export async function getRoom({ database, access }: Context, actor: Actor, roomId: string): Promise<Room> {
  const [room] = await database
    .reading(`room:${roomId}`, `user:${actor.userId}`)
    .select()
    .from(rooms)
    .where(eq(rooms.id, roomId));
  if (room?.kind === "open" && !isGuest(actor)) return toRoom(room);
  await access.standing(actor, roomId);
  const [found] = room ? [room] : await database.primary.select().from(rooms).where(eq(rooms.id, roomId));
  if (!found) throw notFound("room");
  return toRoom(found);
}

/** For the server itself. */
export async function findRoom({ database }: Context, roomId: string): Promise<Room | undefined> {
  const [room] = await database.primary.select().from(rooms).where(eq(rooms.id, roomId));
  return room && toRoom(room);
}

const OPEN = `
  SELECT json_group_array(json_array(r.id, name, topic, last_sequence, revision, created_at, ${SETTINGS_CELLS})) FROM (
    SELECT * FROM rooms WHERE kind = 'open' AND archived_at IS NULL
      AND (?2 <> 'guest' OR EXISTS (SELECT 1 FROM memberships WHERE room_id = rooms.id AND user_id = ?1))
    ORDER BY name LIMIT ${MAX_LISTED}) r`;
type OpenCells = [
  id: string,
  name: string,
  topic: string | null,
  lastSequence: number,
  revision: number,
  createdAt: number,
  settings: SettingsCells,
];

/** Open rooms, by name; of a guest those that they are in. */
export async function listOpenRooms({ database }: Context, actor: Actor): Promise<Room[]> {
  const [rows] = await database.ask([{ sql: OPEN, args: [actor.userId, actor.role] }], () => [
    "rooms",
    `user:${actor.userId}`,
  ]);
  return cellsOf<OpenCells>(rows)
    .toSorted(([, a], [, b]) => (a < b ? -1 : Number(a > b)))
    .map(([id, name, topic, lastSequence, revision, createdAt, settings]) => ({
      id,
      kind: "open",
      name,
      topic,
      lastSequence,
      revision,
      ...toSettings(settings),
      createdAt: toTime(createdAt),
    }));
}

/** What to ask about the caller's rooms, and what a replica must hold to tell of them. */
async function aboutRooms({ access }: Context, actor: Actor) {
  const { roomIds } = await access.standings(actor.userId);
  return {
    statements: listedStatements(actor, roomIds.length),
    scopes: () => [`user:${actor.userId}`, ...roomIds.map((id) => `room:${id}`)],
  };
}

/** The caller's rooms with what is unread in each; the one that moved last comes first. */
export async function myRooms(context: Context, actor: Actor): Promise<ListedRoom[]> {
  const { statements, scopes } = await aboutRooms(context, actor);
  const [mine, others] = await context.database.ask(statements, scopes);
  return toListed(actor, mine, others).map(({ room }) => room);
}

/** The same with what is unread in the threads that the caller follows, and how many reminders wait: all that a page's sidebar says. */
export async function whatIsMine(
  context: Context,
  actor: Actor,
): Promise<{ rooms: ListedRoom[]; threads: UnreadReplies; reminders: number }> {
  const { statements, scopes } = await aboutRooms(context, actor);
  const all = [...statements, unreadRepliesStatement(actor), toldStatement(actor)];
  const [mine, others, threads, told] = await context.database.ask(all, scopes);
  return {
    rooms: toListed(actor, mine, others).map(({ room }) => room),
    threads: toUnreadReplies(threads),
    reminders: toTold(told),
  };
}

type Visit = {
  rooms: ListedRoom[];
  threads: UnreadReplies;
  reminders: number;
  page: MessagePage | undefined;
  company: Company;
};

/**
 * All that a person's page of a room shows, from one look: their rooms, a page of this one's history, and who is in it. They agree,
 * so what happens after the room's revision is not in the page. No page where they are no member. Of messages that
 * `recall` knows in their present state only that state is read; where it lacks one, the look is taken anew.
 */
export async function visitRoom(
  context: Context,
  actor: Actor,
  roomId: string,
  query: HistoryQuery,
  recall: Recall,
): Promise<Visit> {
  const standing = await context.access.standing(actor, roomId).catch(unlessNotFound);
  const { statements, scopes } = await aboutRooms(context, actor);
  const look = async (history: Statement[]) => {
    const own = [unreadRepliesStatement(actor), toldStatement(actor)];
    const all = [...statements, ...own, companyStatement(roomId), ...history];
    const [mine, others, threads, reminders, company, found] = await context.database.ask(all, scopes);
    const told = () => ({
      rooms: toListed(actor, mine, others).map(({ room }) => room),
      threads: toUnreadReplies(threads),
      reminders: toTold(reminders),
      company: toCompany(company),
    });
    return { found, told };
  };
  if (!standing) return { ...(await look([])).told(), page: undefined };
  const glance = await look([glanceStatement(roomId, query)]);
  const recalled = toRecalledPage(glance.found, query, recall);
  if (recalled) return { ...glance.told(), page: recalled };
  const whole = await look([pageStatement(roomId, query)]);
  return { ...whole.told(), page: toPage(whole.found, roomId, standing.kind, query) };
}

function unlessNotFound(error: unknown): undefined {
  if (!(error instanceof AppError && error.code === "not_found")) throw error;
}

/** The newest message of each room of `?1`. */
const NEWEST = `
  SELECT json_group_array(json_array(m.room_id, ${MESSAGE_CELLS}))
  FROM memberships mine JOIN rooms r ON r.id = mine.room_id
  JOIN messages m ON m.room_id = r.id AND m.sequence = r.last_sequence JOIN users u ON u.id = m.sender_id
  WHERE mine.user_id = ?1`;

type ListedItem = RoomListItem & Pick<ListedRoom, "title" | "otherUserIds">;

/** The same as the contract has it, each with its newest message. */
export async function listRooms(context: Context, actor: Actor): Promise<ListedItem[]> {
  const { statements, scopes } = await aboutRooms(context, actor);
  const newest = { sql: NEWEST, args: [actor.userId] };
  const [mine, others, last] = await context.database.ask([...statements, newest], scopes);
  const messages = new Map(cellsOf<[string, MessageCells]>(last));
  return toListed(actor, mine, others).map(({ room, cells }) => {
    const message = messages.get(room.id);
    return {
      id: room.id,
      kind: room.kind,
      name: cells[2],
      topic: room.topic,
      lastSequence: room.lastSequence,
      revision: room.revision,
      ...room.settings,
      createdAt: toTime(cells[4]),
      unreadCount: room.unreadCount,
      membership: {
        roomId: room.id,
        userId: actor.userId,
        role: room.role,
        lastReadSequence: room.lastReadSequence,
        lastDeliveredSequence: cells[9],
        involvement: room.involvement,
        starredAt: toTimeOrNull(room.starredAt),
        position: room.position,
        quietUntil: toTimeOrNull(room.quietUntil),
        joinedAt: toTime(cells[10]),
      },
      lastMessage: message ? toMessage(toMessageRow(message, room.id, room.kind)) : null,
      title: room.title,
      otherUserIds: room.otherUserIds,
    };
  });
}
