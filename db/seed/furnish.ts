import { and, eq } from "drizzle-orm";
import { directKeyOf } from "../../src/lib/direct-key.ts";
import { mentionsIn } from "../../src/lib/mentions.ts";
import type { Database } from "../database.ts";
import type { Statement } from "../protocol.ts";
import { drafts, memberships, mentions, messages, rooms as roomsTable } from "../schema/index.ts";
import { kept } from "./kept.ts";
import { left } from "./later.ts";
import { people, type Username } from "./people.ts";
import { reacted } from "./reactions.ts";
import type { SeedRoom } from "./rooms.ts";
import { HOUR, type Line } from "./talk.ts";
import { threaded } from "./threads.ts";

export type Ids = Map<Username, string>;
type Writing = Database["writing"];
type Query = { toSQL: () => { sql: string; params: unknown[] } };

/** A room in the making: who is in it, and what was said. */
type Scene = {
  room: SeedRoom;
  roomId: string;
  names: Username[];
  ids: Ids;
  lines: Line[];
  messageIds: string[];
};

const viewer = people[0].username;
const idOf = ({ ids }: Scene, name: Username) => ids.get(name) ?? "";

/** A room, its members and its messages, which the triggers count, and what people left in it. */
export function furnish(database: Database, room: SeedRoom, ids: Ids, lines: Line[]): Statement[] {
  const { writing } = database;
  const names = room.members === "everyone" ? people.map(({ username }) => username) : room.members;
  const messageIds = lines.map(({ createdAt }) => Bun.randomUUIDv7("hex", createdAt));
  const scene: Scene = { room, roomId: Bun.randomUUIDv7(), names, ids, lines, messageIds };
  const made = [
    ...opened(writing, scene),
    ...said(writing, scene),
    ...called(writing, scene),
    ...reacted(database, lines, scene.roomId, messageIds, (name) =>
      names.includes(name) ? idOf(scene, name) : "",
    ),
    ...kept(database, { lines, messageIds, viewer: idOf(scene, viewer) }),
    ...read(writing, scene),
    ...left(database, {
      ...{ name: room.name, roomId: scene.roomId, lines, messageIds },
      viewerId: idOf(scene, viewer),
      idOf: (name) => idOf(scene, name),
    }),
  ];
  return [...made.map(toStatement), ...threaded(room.name, { roomId: scene.roomId, viewer, ids, lines })];
}

function opened(writing: Writing, scene: Scene): Query[] {
  const { room, roomId, names, lines } = scene;
  const createdAt = (lines[0]?.createdAt ?? 0) - HOUR;
  const directKey = room.kind === "direct" ? directKeyOf(names.map((name) => idOf(scene, name))) : null;
  const { kind, name, topic = null, settings, archived, moderators = [] } = room;
  const archivedAt = archived ? (lines.at(-1)?.createdAt ?? 0) + HOUR : null;
  const values = { id: roomId, kind, name, topic, directKey, createdAt, archivedAt, ...settings };
  const roleOf = (username: Username, index: number) =>
    moderators.includes(username) ? "moderator" : index === 0 && kind !== "direct" ? "owner" : "member";
  return [
    writing.insert(roomsTable).values(values),
    ...names.map((username, index) =>
      writing.insert(memberships).values({
        roomId,
        userId: idOf(scene, username),
        role: roleOf(username, index),
        joinedAt: createdAt,
        starredAt: room.starred && username === viewer ? createdAt : null,
      }),
    ),
  ];
}

function said(writing: Writing, scene: Scene): Query[] {
  return scene.lines.map(({ who, content, createdAt }, index) => {
    const number = { sequence: index + 1, revision: index + 1, createdRevision: index + 1 };
    const senderId = idOf(scene, who);
    return writing.insert(messages).values({
      id: scene.messageIds[index] ?? "",
      roomId: scene.roomId,
      senderId,
      content,
      createdAt,
      ...number,
    });
  });
}

/** Who is called in which message; nobody is to be notified of it. */
function called(writing: Writing, scene: Scene): Query[] {
  const { roomId, names, lines } = scene;
  const calls = lines.flatMap(({ content }, index) =>
    names
      .filter((name) => mentionsIn(content).includes(name))
      .map((name) => ({ userId: idOf(scene, name), roomId, sequence: index + 1 })),
  );
  return [
    ...calls.map((call) => writing.insert(mentions).values(call)),
    writing.update(roomsTable).set({ notifiedSequence: lines.length }).where(eq(roomsTable.id, roomId)),
  ];
}

/** Most have read all, every third not yet the last two; the viewer as far as the room says. */
function read(writing: Writing, scene: Scene): Query[] {
  const { room, roomId, names, lines } = scene;
  const receipts = names.map((name, index) => {
    const behind = name === viewer ? (room.unread ?? 0) : index % 3 === 2 ? 2 : 0;
    return writing
      .update(memberships)
      .set({
        lastReadSequence: Math.max(0, lines.length - behind),
        lastDeliveredSequence: lines.length,
      })
      .where(and(eq(memberships.roomId, roomId), eq(memberships.userId, idOf(scene, name))));
  });
  const begun = { userId: idOf(scene, viewer), roomId, content: room.draft ?? "" };
  const draft = writing.insert(drafts).values({ ...begun, updatedAt: lines.at(-1)?.createdAt ?? 0 });
  return room.draft ? [...receipts, draft] : receipts;
}

export const toStatement = (query: Query): Statement => {
  const { sql, params } = query.toSQL();
  return { sql, args: params as Statement["args"] };
};
