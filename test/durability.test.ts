import { expect, test } from "bun:test";
import { Database } from "../db/database.ts";
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

test("without its admin address the server stays as it is, and says so", async () => {
  await using sqld = await startSqld();
  const database = new Database({ url: sqld.url });
  expect(await database.makeDurable()).toBe(false);
  expect(await database.isDurable()).toBe(false);
  await database.close();
});
