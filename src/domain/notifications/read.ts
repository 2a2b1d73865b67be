import { cellsOf } from "../cells.ts";
import type { Context } from "../context.ts";
import { LEVEL } from "./level.ts";

/** Messages read at once: of a room, and of all. */
const MAX_OF_ROOM = 200;
const MAX_READ = 2000;
/** People who are named together at most: in a larger room `here` and `room` name nobody. */
const MAX_NAMED = 500;

/** The part of a room that nobody has looked at: the messages after `from`, up to `upTo`. */
export type Span = {
  roomId: string;
  /** What `rooms.notified_sequence` was; it must still be, for the span to be ours to settle. */
  expected: number | null;
  from: number;
  upTo: number;
  last: number;
};
/** `content` is empty where it can name nobody. */
export type NewMessage = {
  roomId: string;
  sequence: number;
  id: string;
  senderId: string;
  content: string;
  threadRootId: string | null;
  /** Whether it stands in the room's own list, as a reply does only where its sender wanted it. */
  inRoom: boolean;
  createdAt: number;
};

const POSITIONS = `
  SELECT r.id, r.notified_sequence, r.last_sequence FROM json_each(?1) asked JOIN rooms r ON r.id = asked.value`;
const MESSAGES = `
  SELECT json_group_array(json_array(m.room_id, m.sequence, m.id, m.sender_id,
    iif(instr(m.content, '@') > 0, m.content, ''), m.thread_root_id,
    m.thread_root_id IS NULL OR m.also_in_room, m.created_at))
  FROM json_each(?1) span JOIN messages m ON m.room_id = span.value ->> 0
    AND m.sequence > span.value ->> 1 AND m.sequence <= span.value ->> 2
  WHERE m.deleted_at IS NULL AND m.message_type <> 'system'`;
/** Who wants to be told of every message, and can be. */
const EAGER = `
  SELECT p.room_id, p.user_id FROM json_each(?1) span JOIN rooms r ON r.id = span.value ->> 0
  JOIN memberships p ON p.room_id = r.id JOIN users u ON u.id = p.user_id
  WHERE ${LEVEL} = 'everything' AND EXISTS (SELECT 1 FROM push_subscriptions s WHERE s.user_id = u.id)`;
/** Who wants to hear nothing from a sender of the messages. */
const DEAF = `
  SELECT b.blocked_id, b.user_id FROM blocks b WHERE b.blocked_id IN (
    SELECT m.sender_id FROM json_each(?1) span JOIN messages m ON m.room_id = span.value ->> 0
      AND m.sequence > span.value ->> 1 AND m.sequence <= span.value ->> 2)`;
const NAMED = `
  SELECT p.room_id, u.username, u.id FROM json_each(?1) named JOIN users u ON u.username = named.value ->> 1
  JOIN memberships p ON p.room_id = named.value ->> 0 AND p.user_id = u.id`;
const MEMBERS = `
  SELECT p.room_id, p.user_id FROM json_each(?1) asked JOIN memberships p ON p.room_id = asked.value
  WHERE (SELECT count(*) FROM memberships counted WHERE counted.room_id = asked.value) <= ${MAX_NAMED}`;

/** How far those of the rooms have come in which there is something to look at; of those that are too many the span is empty. */
export async function spansOf({ database }: Context, causes: ReadonlyMap<string, number>): Promise<Span[]> {
  const [rows = []] = await database.ask([{ sql: POSITIONS, args: [JSON.stringify([...causes.keys()])] }]);
  let left = MAX_READ;
  return (rows as [string, number | null, number][]).flatMap(([roomId, expected, last]) => {
    // Nobody has looked yet: what was there before stays as it is.
    const from = expected ?? (causes.get(roomId) ?? last + 1) - 1;
    const upTo = Math.min(last, from + MAX_OF_ROOM, from + left);
    left -= Math.max(0, upTo - from);
    return last > from ? [{ roomId, expected, from, upTo, last }] : [];
  });
}

/** Whether somebody wants to hear nothing from a sender. */
export type Deaf = (userId: string, senderId: string) => boolean;

type MessageCells = [
  roomId: string,
  sequence: number,
  id: string,
  senderId: string,
  content: string,
  threadRootId: string | null,
  inRoom: number,
  createdAt: number,
];

const toNewMessage = (cells: MessageCells): NewMessage => ({
  roomId: cells[0],
  sequence: cells[1],
  id: cells[2],
  senderId: cells[3],
  content: cells[4],
  threadRootId: cells[5],
  inRoom: cells[6] === 1,
  createdAt: cells[7],
});

/** The messages of the spans, and who of the rooms wants to be told of all of them. */
export async function readSpans({ database }: Context, spans: Span[]) {
  const args = [JSON.stringify(spans.map(({ roomId, from, upTo }) => [roomId, from, upTo]))];
  const [messages, eager = [], blocks = []] = await database.ask([
    { sql: MESSAGES, args },
    { sql: EAGER, args },
    { sql: DEAF, args },
  ]);
  const deaf = new Set(blocks.map(([senderId, userId]) => `${String(userId)} ${String(senderId)}`));
  return {
    messages: cellsOf<MessageCells>(messages)
      .map(toNewMessage)
      .toSorted((a, b) => a.sequence - b.sequence),
    eager: groupOf(eager as [string, string][]),
    deaf: ((userId, senderId) => deaf.has(`${userId} ${senderId}`)) satisfies Deaf,
  };
}

const groupOf = (rows: [roomId: string, userId: string][]): Map<string, string[]> =>
  new Map(
    [...Map.groupBy(rows, ([roomId]) => roomId)].map(([roomId, group]) => [
      roomId,
      group.map((row) => row[1]),
    ]),
  );

/** Who is meant by a name in a room: a member, or with `here` those who are online, with `room` all. */
export type Meant = (roomId: string, name: string) => string[];

export const isForAll = (name: string): boolean => name === "here" || name === "room";

/** Looks up what `names` may mean, each with its room. */
export async function readNamed(context: Context, names: [roomId: string, name: string][]): Promise<Meant> {
  if (names.length === 0) return () => [];
  const crowds = names.filter(([, name]) => isForAll(name)).map(([roomId]) => roomId);
  const [named = [], members = []] = await context.database.ask([
    { sql: NAMED, args: [JSON.stringify(names)] },
    { sql: MEMBERS, args: [JSON.stringify([...new Set(crowds)])] },
  ]);
  const people = new Map(
    (named as [string, string, string][]).map(([room, name, id]) => [`${room} ${name}`, id]),
  );
  const all = groupOf(members as [string, string][]);
  return (roomId, name) => {
    if (!isForAll(name)) return [people.get(`${roomId} ${name}`) ?? []].flat();
    const everybody = all.get(roomId) ?? [];
    return name === "room" ? everybody : [...context.online(everybody)];
  };
}
