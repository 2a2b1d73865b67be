import { expect, test } from "bun:test";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "./database.ts";
import { hasLog, openMark } from "./log-mark.ts";

test("a file that two have open is marked until both are done", async () => {
  const directory = mkdtempSync(join(tmpdir(), "wisp-mark-"));
  const path = join(directory, "wisp.db");
  const marked = () => existsSync(openMark(path));
  const [staying, leaving] = [new Database({ url: `file:${path}` }), new Database({ url: `file:${path}` })];
  await staying.migrate();
  await leaving.migrate();
  expect(marked()).toBe(true);

  // Takes the log in, and the mark with it.
  await leaving.close();
  expect(marked()).toBe(false);
  staying.keepMarked();
  // Nothing was committed since, so nothing could be missing.
  expect({ marked: marked(), log: hasLog(path) }).toEqual({ marked: false, log: false });
  await staying.writer.write([{ sql: "PRAGMA user_version = 7", args: [] }]);
  staying.keepMarked();
  expect({ marked: marked(), log: hasLog(path) }).toEqual({ marked: true, log: true });

  await staying.close();
  expect(marked()).toBe(false);
  rmSync(directory, { recursive: true, force: true });
});
