import { describe, expect, test } from "bun:test";
import { Batch, type Job, type RowWork } from "./batch.ts";
import type { Row, Statement } from "./protocol.ts";

/** A job and, once it is settled, the rows that it was given. */
function job(work: Statement[] | RowWork): Job & { rows?: Row[][] } {
  const made: Job & { rows?: Row[][] } = {
    work,
    size: 1,
    resolve: (rows) => void (made.rows = rows),
    reject: () => undefined,
    queuedAt: 0,
  };
  return made;
}
const row = (id: string, once?: string) => job({ sql: "INSERT", row: [id, 1], once });

describe("a batch", () => {
  test("stores the rows for one statement together, and gives each job what is its own", () => {
    const jobs = [row("a"), row("b"), row("c")] as const;
    const batch = new Batch(jobs);
    expect(batch.statements).toEqual([{ sql: "INSERT", args: ['[["a",1],["b",1],["c",1]]'] }]);
    batch.settle([
      [
        ["c", 3],
        ["a", 1],
      ],
    ]);
    expect(jobs.map(({ rows }) => rows)).toEqual([[[["a", 1]]], [[]], [[["c", 3]]]]);
  });

  test("keeps rows apart of which only one may be stored", () => {
    const jobs = [row("a", "x"), row("b", "x"), row("c", "y"), row("d", "x")] as const;
    const batch = new Batch(jobs);
    expect(batch.statements.map(({ args }) => args[0])).toEqual([
      '[["a",1],["c",1]]',
      '[["b",1]]',
      '[["d",1]]',
    ]);
    batch.settle([[["a"], ["c"]], [], []]);
    expect(jobs.map(({ rows }) => rows)).toEqual([[[["a"]]], [[]], [[["c"]]], [[]]]);
  });

  test("gives statements of their own their own rows", () => {
    const two = job([
      { sql: "ONE", args: [] },
      { sql: "TWO", args: [] },
    ]);
    const shared = row("a");
    const one = job([{ sql: "THREE", args: [] }]);
    const batch = new Batch([two, shared, one]);
    expect(batch.statements.map(({ sql }) => sql)).toEqual(["ONE", "TWO", "THREE", "INSERT"]);
    batch.settle([[["1"]], [["2"]], [["3"]], [["a", 7]]]);
    expect([two.rows, one.rows, shared.rows]).toEqual([[[["1"]], [["2"]]], [[["3"]]], [[["a", 7]]]]);
  });
});
