import { expect, test } from "bun:test";
import { DatabaseUnavailable, StatementFailed } from "./errors.ts";
import type { Statement } from "./protocol.ts";
import { Writer } from "./writer.ts";

const statement = (name: string): Statement => ({ sql: name, args: [] });
const echo = (statements: Statement[]) => Promise.resolve(statements.map(({ sql }) => [[sql]]));

test("writes of one loop turn share one transaction, and each gets its own rows", async () => {
  const batches: number[] = [];
  const writer = new Writer((statements) => {
    batches.push(statements.length);
    return echo(statements);
  });
  const results = await Promise.all([
    writer.write([statement("a")]),
    writer.write([statement("b"), statement("c")]),
  ]);
  expect(batches).toEqual([3]);
  expect(results).toEqual([[[["a"]]], [[["b"]], [["c"]]]]);
});

test("what comes while a batch is under way waits for the next one, in order", async () => {
  const stored: string[] = [];
  const gate = Promise.withResolvers<void>();
  const writer = new Writer(async (statements) => {
    await gate.promise;
    stored.push(statements.map(({ sql }) => sql).join(""));
    return echo(statements);
  });
  const first = writer.write([statement("a")]);
  await new Promise((resolve) => setImmediate(resolve));
  const others = [writer.write([statement("b")]), writer.write([statement("c")])];
  gate.resolve();
  await Promise.all([first, ...others]);
  expect(stored).toEqual(["a", "bc"]);
});

test("one bad statement fails alone", async () => {
  const writer = new Writer((statements) =>
    statements.some(({ sql }) => sql === "bad")
      ? Promise.reject(new StatementFailed("SQLITE_CONSTRAINT", "bad"))
      : echo(statements),
  );
  const results = await Promise.allSettled([
    writer.write([statement("a")]),
    writer.write([statement("bad")]),
    writer.write([statement("c")]),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("a database that is gone fails the whole batch once, without a second try", async () => {
  let runs = 0;
  const writer = new Writer(() => {
    runs += 1;
    return Promise.reject(new DatabaseUnavailable("gone"));
  });
  const results = await Promise.allSettled([writer.write([statement("a")]), writer.write([statement("b")])]);
  expect(results.every(({ status }) => status === "rejected")).toBe(true);
  expect(runs).toBe(1);
});

test("a database that hangs does not make those who wait sit through one deadline after the other", async () => {
  const gate = Promise.withResolvers<never>();
  let runs = 0;
  const writer = new Writer(() => {
    runs += 1;
    return gate.promise;
  });
  const first = writer.write([statement("a")]);
  await new Promise((resolve) => setImmediate(resolve));
  const waiting = Array.from({ length: 2000 }, () => writer.write([statement("b")]));
  await Bun.sleep(1010);
  const late = writer.write([statement("c")], "another lane");
  gate.reject(new DatabaseUnavailable("no answer"));
  const results = await Promise.allSettled([first, ...waiting, late]);
  expect(new Set(results.map(({ status }) => status))).toEqual(new Set(["rejected"]));
  // The first, and the one that had only just come.
  expect(runs).toBe(2);
});

test("where a batch is taken apart for one bad statement and the database then goes, it is not asked for each", async () => {
  let runs = 0;
  const writer = new Writer(async () => {
    runs += 1;
    if (runs === 1) throw new StatementFailed("SQLITE_CONSTRAINT", "bad");
    await Bun.sleep(1010);
    throw new DatabaseUnavailable("gone");
  });
  const results = await Promise.allSettled(["a", "b", "c"].map((name) => writer.write([statement(name)])));
  expect(results.every(({ status }) => status === "rejected")).toBe(true);
  expect(runs).toBe(2);
});

test("the queue is bounded", async () => {
  const gate = Promise.withResolvers<void>();
  const writer = new Writer(async (statements) => {
    await gate.promise;
    return echo(statements);
  });
  const writes = Array.from({ length: 10_001 }, () =>
    writer.write([statement("a")]).catch((error: Error) => error.name),
  );
  expect(await writes.at(-1)).toBe("DatabaseUnavailable");
  gate.resolve();
  await Promise.all(writes);
  expect(writer.queued).toBe(0);
});

test("a room in which too many write makes its own people wait, then turns them away, and nobody else", async () => {
  const stored: string[] = [];
  const writer = new Writer(async (statements) => {
    await Bun.sleep(100);
    stored.push(...statements.map(({ sql }) => sql));
    return echo(statements);
  });
  const crowd = Array.from({ length: 9000 }, (_, index) =>
    writer.write([statement(`crowd ${index}`)], "crowd").then(
      () => true,
      () => false,
    ),
  );
  const quiet = await writer.write([statement("quiet")], "quiet");
  expect(quiet).toEqual([[["quiet"]]]);
  // In the first batch or the one after it, and the crowd has eighteen of its own.
  expect(stored.length).toBeLessThanOrEqual(1024);
  await Bun.sleep(1050);
  await expect(writer.write([statement("one more")], "crowd")).rejects.toThrow("too many writes wait");
  expect(await writer.write([statement("quiet")], "quiet")).toEqual([[["quiet"]]]);
  // Who was taken before is served, in order.
  expect((await Promise.all(crowd)).every(Boolean)).toBe(true);
  const order = stored.filter((sql) => sql.startsWith("crowd"));
  expect(order).toEqual(Array.from({ length: 9000 }, (_, index) => `crowd ${index}`));
});
