import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Absent, User } from "../lib/contract/objects.ts";
import { startApp, type TestApp } from "../../test/support/app.ts";
import { Person } from "../../test/support/client.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startApp({});
});
afterAll(() => app[Symbol.asyncDispose]());

async function guest(): Promise<Person> {
  const person = await Person.register(app.url);
  await app.context.database.writer.write([
    { sql: "UPDATE users SET role = 'guest' WHERE id = ?", args: [person.id] },
  ]);
  app.context.access.forgetUser(person.id);
  return person;
}

test("a guest finds, names and blocks those with whom they share a room, and nobody else", async () => {
  await Person.register(app.url);
  const [visitor, host, stranger] = [
    await guest(),
    await Person.register(app.url),
    await Person.register(app.url),
  ];
  const room = await host.createRoom("closed");
  await host.invite(room.id, visitor);
  const found = async ({ username }: Person) => {
    const { users } = await visitor.call<{ users: User[] }>("GET", `/api/users/search?query=${username}`);
    return users.length;
  };
  expect(await found(host)).toBe(1);
  expect(await found(visitor)).toBe(1);
  expect(await found(stranger)).toBe(0);
  const profile = ({ id }: Person) => visitor.request("GET", `/api/users/${id}`);
  expect((await profile(host)).status).toBe(200);
  expect((await profile(stranger)).status).toBe(404);
  expect((await visitor.request("PUT", `/api/users/${stranger.id}/block`)).status).toBe(404);
  const path = `/api/rooms/${room.id}/mentions?names=${stranger.username}`;
  expect((await visitor.call<Absent>("GET", path)).absent).toEqual([]);
  expect((await host.call<Absent>("GET", path)).absent).toHaveLength(1);
});
