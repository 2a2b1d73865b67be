import { afterAll, beforeAll, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { startApp, type TestApp } from "../../../test/support/app.ts";
import { Person } from "../../../test/support/client.ts";
import type { Message, Reactors } from "../../lib/contract/objects.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

/** People who only stand in the database: to sign up takes as long as a password is hard to guess. */
async function crowdAround({ id }: Message, size: number): Promise<string[]> {
  const ids = Array.from({ length: size }, () => Bun.randomUUIDv7());
  const { writing } = app.context.database;
  await writing.batch([
    writing.run(sql`
      INSERT INTO users (id, username, email, display_name, role, password_hash, created_at)
      SELECT value, 'u' || key, 'u' || key || '@example.org', 'Person ' || key, 'member', '', 0
      FROM json_each(${JSON.stringify(ids)})`),
    writing.run(sql`
      INSERT INTO reactions (message_id, emoji, user_id, created_at)
      SELECT ${id}, '👋', value, 0 FROM json_each(${JSON.stringify(ids)})`),
  ]);
  return ids;
}

test("of a crowd the first fifty are named, all are counted, and everyone can find out whether they are among them", async () => {
  const alice = await Person.register(app.url);
  const room = await alice.createRoom();
  const message = await alice.send(room.id, "hello");
  const crowd = await crowdAround(message, 10_000);
  const path = `/api/messages/${message.id}/reactions`;
  const wave = () => alice.call<Message>("PUT", `${path}/${encodeURIComponent("👋")}`);
  const told = await wave();
  expect(told.reactions).toEqual([{ emoji: "👋", count: 10_001, userIds: crowd.slice(0, 50) }]);
  expect(JSON.stringify(told).length).toBeLessThan(4000);
  const [found] = (await alice.call<{ reactions: Reactors[] }>("GET", path)).reactions;
  expect(found).toMatchObject({ count: 10_001, mine: true });
  expect(found?.people[49]).toEqual({ userId: crowd[49] ?? "", displayName: "Person 49" });
  expect(await wave()).toEqual(told);
});

test("in an archived room nobody reacts, and who is silenced does not either, but takes back", async () => {
  const alice = await Person.register(app.url);
  const room = await alice.createRoom();
  const message = await alice.send(room.id, "hello");
  const { writing } = app.context.database;
  const ask = async (method: string, emoji: string) => {
    const path = `/api/messages/${message.id}/reactions/${encodeURIComponent(emoji)}`;
    const response = await alice.request(method, path);
    await response.arrayBuffer();
    return response.status;
  };
  expect(await ask("PUT", "🎉")).toBe(200);
  await writing.run(
    sql`UPDATE memberships SET silenced_until = ${Date.now() + 60_000} WHERE user_id = ${alice.id}`,
  );
  expect([await ask("PUT", "👀"), await ask("PUT", "🎉"), await ask("DELETE", "🎉")]).toEqual([
    403, 200, 200,
  ]);
  await writing.run(sql`UPDATE memberships SET silenced_until = NULL WHERE user_id = ${alice.id}`);
  expect(await ask("PUT", "👀")).toBe(200);
  await writing.run(sql`UPDATE rooms SET archived_at = 1 WHERE id = ${room.id}`);
  expect([await ask("PUT", "🎉"), await ask("PUT", "👀"), await ask("DELETE", "👀")]).toEqual([
    403, 403, 403,
  ]);
});
