import { afterEach, beforeEach, expect, test } from "bun:test";
import { Database as Sqlite } from "bun:sqlite";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "./database.ts";
import { openMark } from "./log-mark.ts";
import { users } from "./schema/index.ts";
import { seed } from "./seed/index.ts";
import { UnsoundDatabase } from "./soundness.ts";

let directory = "";
let path = "";

/** A workspace that was closed as a node does it. */
const whole = mkdtempSync(join(tmpdir(), "wisp-whole-"));
const filled = new Database({ url: `file:${whole}/wisp.db` });
await filled.migrate();
await seed(filled);
await filled.close();
process.on("exit", () => rmSync(whole, { recursive: true, force: true }));

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "wisp-sound-"));
  path = join(directory, "wisp.db");
  copyFileSync(join(whole, "wisp.db"), path);
});
afterEach(() => rmSync(directory, { recursive: true }));

/** What a start says: its complaint, or what it thinks the operator should know. */
async function start(usedBefore = false): Promise<string> {
  const database = new Database({ url: `file:${path}`, usedBefore });
  try {
    return (await database.migrate()).join();
  } catch (error) {
    expect(error).toBeInstanceOf(UnsoundDatabase);
    const { message } = error as Error;
    expect(message).toStartWith(`the database file ${path}`);
    return message.slice(`the database file ${path} `.length);
  } finally {
    await database.close();
  }
}

/** Leaves the header alone. */
function scratch(from: number, to: number): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0x5a, Math.floor(bytes.length * from), Math.floor(bytes.length * to)));
}

test("a database that was closed well is opened without a word, again and again", async () => {
  expect(await start()).toBe("");
  expect(await start(true)).toBe("");
});

const damages: [string, () => void, RegExp][] = [
  ["is no database", () => writeFileSync(path, "Dear diary, ".repeat(500)), /^is not a SQLite database/],
  [
    "has lost its beginning",
    () => writeFileSync(path, readFileSync(path).fill(0, 0, 4096)),
    /^is not a SQLite/,
  ],
  ["is cut off", () => truncateSync(path, 50_000), /^is cut off: it has 50000 of \d+ bytes$/],
  ["has damaged pages", () => scratch(0.3, 0.6), /^is damaged/],
  [
    "has a header that makes no sense",
    () => writeFileSync(path, readFileSync(path).fill(7, 16, 18)),
    /^is damaged: its header/,
  ],
  [
    "is gone while its log is there",
    () => {
      rmSync(path);
      writeFileSync(`${path}-wal`, "what was committed last");
    },
    /^is missing, but its log .*wisp\.db-wal is there/,
  ],
  [
    "is empty beside its log",
    () => {
      truncateSync(path, 0);
      writeFileSync(`${path}-wal`, "what was committed last");
    },
    /^is empty, but its log/,
  ],
  [
    "is another program's",
    () => {
      rmSync(path);
      const other = new Sqlite(path);
      other.run("CREATE TABLE recipes (id integer)");
      other.close();
    },
    /^belongs to another program: it has the tables recipes$/,
  ],
  [
    "was made by another program with the same library",
    () => {
      const other = new Sqlite(path);
      other.run("UPDATE __drizzle_migrations SET hash = 'its own'");
      other.close();
    },
    /^belongs to another program/,
  ],
];
for (const [what, damage, complaint] of damages) {
  test(`a database file that ${what} stops the start, and is named`, async () => {
    damage();
    const content = () => (existsSync(path) ? readFileSync(path) : Buffer.alloc(0));
    const before = content();
    expect(await start()).toMatch(complaint);
    expect(content().equals(before)).toBe(true);
  });
}

test("an empty file is a new database only where there was none before", async () => {
  truncateSync(path, 0);
  expect(await start(true)).toBe("is empty, although this installation has been used");
  expect(await start(false)).toBe("");
});

test("one that a newer version has used is opened, and that is said: the versions of a deploy run beside each other", async () => {
  const newer = new Sqlite(path);
  newer.run("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of tomorrow', 9999999999999)");
  newer.close();
  expect(await start()).toContain("has been used by a newer version of Wisp (of tomorrow)");
});

test("a file that was left open and has lost its log is opened, and that is said", async () => {
  writeFileSync(openMark(path), "");
  expect(await start()).toContain("has lost its log");
  expect(await start()).toBe("");
});

test("another program that opens and closes a file in use does not take itself for the last one", async () => {
  const database = new Database({ url: `file:${path}` });
  await database.migrate();
  const { ino } = statSync(`${path}-wal`);
  // Both connections have it open.
  await database.primary.select().from(users);
  await database.writing.update(users).set({ displayName: "somebody" });
  // Bun's own SQLite keeps its log; this one is as thorough as the sqlite3 command.
  const visit = `const Sqlite = require("libsql"); const file = new Sqlite(${JSON.stringify(path)});
    { file.prepare("SELECT count(*) FROM users").all(); } Bun.gc(true); file.close(); Bun.gc(true);`;
  expect(Bun.spawnSync([process.execPath, "-e", visit], { cwd: import.meta.dir }).exitCode).toBe(0);
  expect(existsSync(`${path}-wal`) && statSync(`${path}-wal`).ino).toBe(ino);
  await database.close();
});

test("only its owner may read what people write", async () => {
  rmSync(path);
  await start();
  expect((await Bun.file(path).stat()).mode & 0o777).toBe(0o600);
});

test("nobody reads a file that they may not", async () => {
  const { seteuid, getuid } = process;
  if (!seteuid || getuid?.() !== 0) return;
  const { examineFile } = await import("./soundness.ts");
  await Bun.$`chmod 755 ${directory}; chmod 600 ${path}`;
  seteuid(65_534);
  try {
    expect(() => examineFile(path)).toThrow(/may not be read and written by this user \(EACCES\)/);
  } finally {
    seteuid(0);
  }
});
