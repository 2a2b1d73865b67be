import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { launchBrowser } from "./chromium.ts";
import { freePort, Service } from "./process.ts";
import { startRedis } from "./redis.ts";
import { startSqld } from "./sqld.ts";
import { waitFor } from "./wait.ts";

const within = (milliseconds: number) => AbortSignal.timeout(milliseconds);
const query = (url: string, sql: string) =>
  fetch(`${url}/v2/pipeline`, {
    method: "POST",
    body: JSON.stringify({ requests: [{ type: "execute", stmt: { sql } }, { type: "close" }] }),
    signal: within(5000),
  }).then((response) => response.text());

test("Redis freezes, thaws, dies and comes back on its port", async () => {
  await using redis = await startRedis();
  expect(await redis.command("PING")).toBe("+PONG");

  redis.pause();
  const frozen = redis.command("PING");
  expect(await Promise.race([frozen, Bun.sleep(100).then(() => "silence")])).toBe("silence");
  redis.resume();
  expect(await frozen).toBe("+PONG");

  await redis.kill();
  expect(redis.running).toBe(false);
  await expect(redis.command("PING")).rejects.toThrow();
  await redis.restart();
  expect(await redis.command("PING")).toBe("+PONG");
  expect(await redis.stop()).toBe(0);
});

test("a Redis replica follows its primary", async () => {
  await using primary = await startRedis();
  await using replica = await startRedis({ replicaOf: primary });
  await primary.command("SET greeting hello");
  await waitFor(async () => (await replica.command("GET greeting")) === "$5", {
    message: "the value on the replica",
  });
});

test("sqld keeps its rows over a kill, and is gone with its files when disposed of", async () => {
  let directory: string;
  {
    await using sqld = await startSqld();
    directory = sqld.directory;
    await query(sqld.url, "CREATE TABLE notes (text)");
    await query(sqld.url, "INSERT INTO notes VALUES ('kept')");

    sqld.pause();
    await expect(fetch(`${sqld.url}/health`, { signal: within(200) })).rejects.toThrow();
    sqld.resume();

    await sqld.restart();
    expect(await query(sqld.url, "SELECT text FROM notes")).toContain("kept");
  }
  expect(existsSync(directory)).toBe(false);
});

test("a process that ends before it is ready says why", async () => {
  await using service = new Service({
    name: "broken",
    command: () => ["sh", "-c", "echo no such luck >&2; exit 3"],
    isReady: () => false,
  });
  const failure = await service.start().catch((error: Error) => error.message);
  expect(failure).toContain("broken ended before it was ready");
  expect(failure).toContain("no such luck");
  expect(await service.exited).toBe(3);
});

test("free ports are free", async () => {
  using server = Bun.serve({ port: freePort(), hostname: "127.0.0.1", fetch: () => new Response("here") });
  expect(await (await fetch(server.url)).text()).toBe("here");
});

test("the browser opens a page", async () => {
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  await page.setContent("<h1>Hello</h1>");
  expect(await page.textContent("h1")).toBe("Hello");
});
