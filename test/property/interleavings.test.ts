/** Any interleaving of sends, edits, drops and reconnects ends with every client holding exactly the database's state. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { messages, rooms } from "../../db/schema/index.ts";
import { startApp, type TestApp } from "../support/app.ts";
import { Person } from "../support/client.ts";
import type { Held } from "../support/holder.ts";
import { startRedis } from "../support/redis.ts";
import { startSqld } from "../support/sqld.ts";
import { waitFor } from "../support/wait.ts";
import { parameters } from "./parameters.ts";
import { type Action, schedules, World } from "./schedule.ts";

const PEOPLE = 4;

type Stored = { revision: number; messages: Held[] };

/** What the tables hold at one moment, read past everything that the product does for its clients. */
async function stored({ context: { database } }: TestApp, roomId: string): Promise<Stored> {
  const [[room], rows] = await database.primary.batch([
    database.primary.select().from(rooms).where(eq(rooms.id, roomId)),
    database.primary
      .select()
      .from(messages)
      .where(eq(messages.roomId, roomId))
      .orderBy(asc(messages.sequence)),
  ]);
  const held = rows.map(
    ({ id, sequence, revision, senderId, content, clientMessageId, editedAt, deletedAt }) => ({
      ...{ id, sequence, revision, senderId, content, clientMessageId },
      ...{ edited: editedAt !== null, deleted: deletedAt !== null },
    }),
  );
  return { revision: room?.revision ?? 0, messages: held };
}

/** The state that is stored once everyone holds it; a frame that was on its way when its sender's line dropped may come late. */
function untilAllHold(app: TestApp, { followers, roomId }: World): Promise<Stored> {
  const revisions = () => followers.map((follower) => follower.holder(roomId).revision);
  const agreed = async () => {
    const present = await stored(app, roomId);
    return revisions().every((revision) => revision === present.revision) ? present : undefined;
  };
  return waitFor(agreed, { message: () => `all to hold what is stored; they hold ${revisions().join()}` });
}

async function holds(apps: TestApp[], people: Person[], schedule: Action[]): Promise<void> {
  const [app] = apps;
  if (!app) throw new Error("no node was started");
  await using world = await World.begin(
    people,
    apps.map(({ url }) => url),
  );
  await world.play(schedule);
  await world.settle();
  const truth = await untilAllHold(app, world);

  for (const follower of world.followers) {
    const holder = follower.holder(world.roomId);
    expect(holder.messages).toEqual(truth.messages);
    expect(holder.revision).toBe(truth.revision);
    expect(holder.newAgain).toEqual([]);
    expect(follower.disorders).toEqual([]);
  }
  expect(truth.messages.map(({ sequence }) => sequence)).toEqual(truth.messages.map((_, index) => index + 1));
  for (const [clientMessageId, message] of world.acknowledged) {
    const found = truth.messages.filter(
      (other) => other.clientMessageId === clientMessageId && other.senderId === message.senderId,
    );
    expect(found.map(({ id }) => id)).toEqual([message.id]);
  }
}

function property(apps: () => TestApp[], people: () => Person[], nodes: number) {
  return fc.asyncProperty(schedules(PEOPLE, nodes), (schedule) => holds(apps(), people(), schedule));
}

const peopleOf = (app: TestApp) =>
  Promise.all(Array.from({ length: PEOPLE }, () => Person.register(app.url)));

let alone: TestApp;
let people: Person[];

beforeAll(async () => {
  alone = await startApp();
  people = await peopleOf(alone);
});

afterAll(() => alone[Symbol.asyncDispose]());

test("one node: whatever happens, everyone ends up holding what is stored, and saw it in order", async () => {
  await fc.assert(
    property(
      () => [alone],
      () => people,
      1,
    ),
    parameters(40),
  );
}, 120_000);

test("two nodes that share Redis and a libSQL server: the same", async () => {
  await using redis = await startRedis();
  await using sqld = await startSqld();
  const shared = {
    REDIS_URL: redis.url,
    DATABASE_URL: sqld.url,
    JWT_SECRET: "a secret that both of these nodes share",
  };
  await using first = await startApp(shared);
  await using second = await startApp(shared);
  const members = await peopleOf(first);
  await fc.assert(
    property(
      () => [first, second],
      () => members,
      2,
    ),
    parameters(25),
  );
}, 120_000);
