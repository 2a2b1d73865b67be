import { expect, test } from "bun:test";
import { Database } from "../db/database.ts";
import { DatabaseUnavailable } from "../db/errors.ts";
import { startSqld } from "./support/sqld.ts";

test("a libSQL server is made to fsync before it acknowledges, and again after it restarted", async () => {
  await using sqld = await startSqld();
  const database = new Database({ url: sqld.url, adminUrl: sqld.adminUrl });
  expect(await database.isDurable()).toBe(false);
  expect(await database.makeDurable()).toBe(true);
  await sqld.restart();
  expect(await database.isDurable()).toBe(false);
  expect(await database.makeDurable()).toBe(true);
  await database.close();
});

test("after a restart of the server the very first write is on its disk before it is acknowledged", async () => {
  await using sqld = await startSqld();
  const database = new Database({ url: sqld.url, adminUrl: sqld.adminUrl });
  const write = (sql: string) => database.writer.write([{ sql, args: [] }]);
  await write("CREATE TABLE words (word TEXT)");
  expect(await database.isDurable()).toBe(true);
  await sqld.restart();
  expect(await write("INSERT INTO words VALUES ('first') RETURNING word")).toEqual([[["first"]]]);
  expect(await database.isDurable()).toBe(true);
  await database.close();
});

test("a server that cannot be made durable stores nothing, where it was asked to be", async () => {
  await using sqld = await startSqld();
  const plain = new Database({ url: sqld.url });
  await plain.writer.write([{ sql: "CREATE TABLE words (word TEXT)", args: [] }]);
  const database = new Database({ url: sqld.url, adminUrl: "http://127.0.0.1:9" });
  const written = database.writer.write([{ sql: "INSERT INTO words VALUES ('lost')", args: [] }]);
  await expect(written).rejects.toThrow(DatabaseUnavailable);
  expect(await plain.primary.all("SELECT * FROM words")).toEqual([]);
  await Promise.all([plain.close(), database.close()]);
});

test("without its admin address the server stays as it is, and says so", async () => {
  await using sqld = await startSqld();
  const database = new Database({ url: sqld.url });
  expect(await database.makeDurable()).toBe(false);
  expect(await database.isDurable()).toBe(false);
  await database.close();
});
