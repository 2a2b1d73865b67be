import { afterEach, expect, test } from "bun:test";
import { waitFor } from "../../test/support/wait.ts";
import type { User } from "../lib/contract/objects.ts";
import { Hub } from "../realtime/hub.ts";
import { Connection, type Socket } from "./connection.ts";
import { News } from "./news.ts";
import { roomListenerTopic } from "./topics.ts";

let ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended) end();
  ended = [];
});

/** Who is in which rooms, each with one connection; what each hears, and in how many writes. */
function start(people: Record<string, string[]>) {
  const heard: Record<string, string[]> = {};
  const connections: Record<string, Connection> = {};
  let writes = 0;
  const hub = new Hub();
  const news = new News(hub, (roomId) => Object.keys(people).filter((key) => people[key]?.includes(roomId)));
  const topicsOf = (key: string) => (people[key] ?? []).map((roomId) => roomListenerTopic(roomId, "json"));
  hub.attach({
    publish: () => undefined,
    subscriberCount: (topic) => Object.keys(people).filter((key) => topicsOf(key).includes(topic)).length,
  });
  for (const key of Object.keys(people)) {
    const told: string[] = (heard[key] = []);
    const socket = {
      data: { id: key, format: "json" },
      send: (text: string) => told.push(brief(text)),
      cork(work: (socket: unknown) => void) {
        writes += 1;
        work(socket);
      },
      get subscriptions() {
        return topicsOf(key);
      },
    };
    const connection = new Connection(socket as unknown as Socket);
    connection.actor = { userId: key } as Connection["actor"];
    connections[key] = connection;
    hub.add(connection);
  }
  ended.push(() => news.close());
  return { heard, news, people, connections, writes: () => writes };
}

function brief(text: string): string {
  const { type, userId, user } = JSON.parse(text) as { type: string; userId: string; user?: User };
  return `${user?.displayName ?? userId} ${type.replace("user_", "")}`;
}

const change = (key: string, online: boolean, groups = ["room"]) => ({ key, online, groups, at: 0 });

test("when it is quiet a room hears at once", () => {
  const { heard, news } = start({ zoe: ["room"], yan: ["other"] });
  news.tell(change("ann", true));
  expect(heard).toEqual({ zoe: ["ann online"], yan: [] });
});

test("in a crowd changes are told together in one write, and of each person only the latest", async () => {
  const { heard, news, writes } = start({ zoe: ["room"] });
  news.tell(change("ann", true));
  for (const [key, online] of [
    ["ben", true],
    ["cid", true],
    ["ben", false],
  ] as const)
    news.tell(change(key, online));
  expect(heard.zoe).toHaveLength(1);
  await waitFor(() => heard.zoe?.length !== 1);
  expect(heard.zoe).toEqual(["ann online", "cid online", "ben offline"]);
  expect(writes()).toBe(2);
});

test("who changed is told of once, with presence, and not to themselves", async () => {
  const { heard, news } = start({ zoe: ["a", "b"], ann: ["a", "b"], yan: ["c"] });
  const user = { id: "ann", displayName: "Anna" } as User;
  news.tell(change("ann", true, ["a", "b"]));
  news.tell({ user: { ...user, displayName: "Anne" }, groups: ["a", "b"] });
  news.tell({ user, groups: ["a", "b"] });
  await waitFor(() => heard.zoe?.length === 2);
  expect(heard).toEqual({ zoe: ["ann online", "Anna updated"], ann: ["ann online"], yan: [] });
});

test("who shares many rooms with somebody hears of them once", async () => {
  const { heard, news } = start({ zoe: ["a", "b", "c"], yan: ["c"] });
  news.tell(change("ann", true, ["a", "b", "c"]));
  await waitFor(() => heard.yan?.length !== 0);
  expect(heard).toEqual({ zoe: ["ann online"], yan: ["ann online"] });
});

test("who came after somebody is not told of them: they were named at the door", async () => {
  const { heard, news, connections } = start({ zoe: ["room"], yan: ["room"] });
  news.tell(change("ann", true));
  news.tell(change("ben", true));
  const { zoe } = connections;
  if (zoe) zoe.since = performance.now() + 0.001;
  await waitFor(() => heard.yan?.length === 2);
  expect(heard.zoe).toEqual(["ann online"]);
  news.tell(change("cid", true));
  await waitFor(() => heard.zoe?.length === 2);
});

test("a crowd is told of nobody", async () => {
  const people = Object.fromEntries(Array.from({ length: 501 }, (_, each) => [`p${each}`, ["room"]]));
  const { heard, news } = start({ ...people, zoe: ["small", "room"] });
  news.tell(change("ann", true, ["room", "small"]));
  await waitFor(() => heard.zoe?.length !== 0);
  expect(Object.values(heard).flat()).toEqual(["ann online"]);
});

test("a storm of changes is told in parts, and all of it once", async () => {
  const rooms = Array.from({ length: 20 }, (_, each) => `room${each}`);
  const { heard, news } = start({ zoe: rooms, yan: rooms, xia: rooms.slice(0, 1) });
  for (let each = 0; each < 1200; each += 1) news.tell(change(`p${each}`, true, rooms));
  await waitFor(() => heard.zoe?.length !== 1);
  // As many changes as name 10,000 rooms: no socket is sent more at once.
  expect(heard.zoe).toHaveLength(1 + 500);
  await waitFor(() => Object.values(heard).every((each) => each.length === 1200));
  for (const each of Object.values(heard)) expect(new Set(each).size).toBe(1200);
});
