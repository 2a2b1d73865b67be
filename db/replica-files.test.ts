import { expect, test } from "bun:test";
import { leftOut } from "./backup/create.ts";
import { copyFor } from "./replica-files.ts";

test("each worker has a copy of its own, and no backup holds one", () => {
  expect([1, 2].map((worker) => copyFor("data/replica.db", worker))).toEqual([
    "data/replica.db",
    "data/replica.db.2",
  ]);
  const without = leftOut("data", { url: "http://localhost:8080", replicaPath: "data/replica.db" });
  for (const name of ["replica.db", "replica.db.2-wal", "replica.db.64-info"])
    expect(without.has(name)).toBe(true);
});
