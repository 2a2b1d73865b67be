import { afterAll, beforeAll, expect, test } from "bun:test";
import { startApp, type TestApp } from "../../../test/support/app.ts";
import { Person } from "../../../test/support/client.ts";
import { bequeath } from "./index.ts";

let app: TestApp;
let owner: Person;
beforeAll(async () => {
  app = await startApp();
  owner = await Person.register(app.url);
});
afterAll(() => app?.[Symbol.asyncDispose]());

const write = (sql: string, ...args: (string | number)[]) =>
  app.context.database.writer.write([{ sql, args }]);
const count = async (sql: string, ...args: string[]) =>
  Number((await app.context.database.ask([{ sql: `SELECT count(*) FROM ${sql}`, args }]))[0]?.[0]?.[0]);
const ban = ({ id }: Person) => owner.call("PUT", `/api/users/${id}/ban`, {});

/** So many rooms of somebody, with these in each of them too. */
async function make(many: number, maker: Person, ...others: Person[]): Promise<void> {
  await write(
    `WITH RECURSIVE turns (turn) AS (SELECT 1 UNION ALL SELECT turn + 1 FROM turns WHERE turn < ?)
     INSERT INTO rooms (id, kind, name, created_at)
     SELECT printf('%s%012d', substr(?, 1, 24), turn), 'open', 'made by ' || ? || turn, 1 FROM turns`,
    ...[many, maker.id, maker.id],
  );
  for (const [role, { id }] of [["owner", maker] as const, ...others.map((one) => ["member", one] as const)])
    await write(
      `INSERT INTO memberships (room_id, user_id, role, joined_at)
       SELECT id, ?, ?, 1 FROM rooms WHERE name LIKE 'made by ' || ? || '%'`,
      ...[id, role, maker.id],
    );
}
const ownedBy = ({ id }: Person) => count("memberships WHERE user_id = ? AND role = 'owner'", id);

test("whoever is kept out gives up as many rooms as they made, each to one of those in it", async () => {
  const [mallory, bob] = [await Person.register(app.url), await Person.register(app.url)];
  await make(250, mallory, bob);
  await ban(mallory);
  expect(await ownedBy(bob)).toBe(250);
  expect(
    await count("messages WHERE content ->> 'role' = 'owner' AND content ->> 'userId' = ?", bob.id),
  ).toBe(250);
});

test("rooms in which nobody else is stay as they are, until somebody comes in", async () => {
  const [mallory, bob] = [await Person.register(app.url), await Person.register(app.url)];
  await make(3, mallory);
  await ban(mallory);
  expect(await ownedBy(mallory)).toBe(3);
  await bob.call("POST", `/api/rooms/${mallory.id.slice(0, 24)}000000000002/join`);
  await bequeath(app.context);
  expect(await ownedBy(bob)).toBe(1);
});

test("what a node left that died over it is done by the next one, once", async () => {
  const [mallory, bob] = [await Person.register(app.url), await Person.register(app.url)];
  await make(3, mallory, bob);
  await write("UPDATE users SET banned_at = 1 WHERE id = ?", mallory.id);
  await Promise.all([bequeath(app.context), bequeath(app.context)]);
  expect(await ownedBy(bob)).toBe(3);
  expect(await count("messages WHERE content ->> 'userId' = ?", bob.id)).toBe(3);
});
