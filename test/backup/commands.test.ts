/** What the two commands promise an operator: nothing half, nothing over something else, and plain words. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { restoreBackup } from "../../db/backup/restore.ts";
import type { Room } from "../../src/lib/contract/objects.ts";
import { startApp } from "../support/app.ts";
import { Person } from "../support/client.ts";
import { startNode, WispNode } from "../support/node.ts";
import { startSqld } from "../support/sqld.ts";
import { command, Folder, queryOf } from "./stage.ts";

/** Two people, a room, three messages and a file; its folder, and a backup of it. */
const origin = new Folder();
const file = origin.at("wisp.tar.gz");
let ann: Person;
let room: Room;

beforeAll(async () => {
  await using app = await startApp({ DATA_DIR: origin.at("data") });
  const ben = await Person.register(app.url);
  ann = await Person.register(app.url);
  room = await ann.createRoom();
  await ben.call("POST", `/api/rooms/${room.id}/join`);
  for (const content of ["one", "two", "three"]) await ann.send(room.id, content);
  mkdirSync(origin.at("data", "uploads", "a"), { recursive: true });
  writeFileSync(origin.at("data", "uploads", "a", "picture"), "of a cat");
  expect(await command("backup", { DATA_DIR: origin.at("data") }, file)).toMatchObject({ code: 0 });
});
afterAll(() => origin[Symbol.dispose]());

/** The installation itself, to be worked on. */
function installed(folder: Folder): { DATA_DIR: string } {
  cpSync(origin.at("data"), folder.at("data"), { recursive: true });
  return { DATA_DIR: folder.at("data") };
}

const inside = (folder: string) => (existsSync(folder) ? readdirSync(folder).toSorted() : []);

test("a backup says what is in it and how large it is, is for its owner only, and holds the files but no copy of itself", async () => {
  using folder = new Folder();
  const data = installed(folder);
  const given = folder.at("wisp.tar.gz");
  const ran = await command("backup", data, given);
  expect(ran.code).toBe(0);
  expect(ran.told).toMatch(
    /^Backed up 3 messages in 1 rooms of 2 users, 2 other files\nto .*wisp\.tar\.gz \(\d+ kB\)\.\n$/,
  );
  expect(statSync(given).mode & 0o777).toBe(0o600);
  // Into the folder for them, twice: neither holds the other.
  expect((await command("backup", data)).code).toBe(0);
  const again = await command("backup", data, `${folder.at("data", "backups")}/`);
  expect(again.told).toContain("2 other files");
  expect(await command("backup", data, given)).toMatchObject({
    code: 1,
    told: `bin/backup failed: ${given} is there already\n`,
  });
  expect(inside(folder.path)).toEqual(["data", "wisp.tar.gz"]);
  expect((await command("backup", data, "one", "two")).code).toBe(2);
  expect((await command("restore", data)).code).toBe(2);
});

test("where there is nothing to back up, nothing is left", async () => {
  using folder = new Folder();
  const { code, told } = await command("backup", { DATA_DIR: folder.at("none") }, folder.at("wisp.tar.gz"));
  expect(code).toBe(1);
  expect(told).toContain("there is no database at");
  expect(inside(folder.path)).toEqual([]);
});

test("a backup of a damaged database fails, and leaves nothing", async () => {
  using folder = new Folder();
  const data = installed(folder);
  const path = folder.at("data", "wisp.db");
  writeFileSync(path, readFileSync(path).fill(0x5a, 8192, 60_000));
  expect(await command("backup", data, folder.at("wisp.tar.gz"))).toMatchObject({ code: 1 });
  expect(inside(folder.path)).toEqual(["data"]);
});

test("a restored installation has everything, everyone signs in again, and it may be restored again", async () => {
  using folder = new Folder();
  expect(await command("restore", {}, "--check", file)).toMatchObject({ code: 0 });
  const target = { DATA_DIR: folder.at("restored") };
  const { code, told } = await command("restore", target, file);
  expect(told).toContain("Restored 3 messages in 1 rooms of 2 users");
  expect(code).toBe(0);
  expect(inside(folder.at("restored"))).toEqual(["secret", "uploads", "wisp.db"]);
  expect(readFileSync(folder.at("restored", "uploads", "a", "picture"), "utf8")).toBe("of a cat");

  await using app = await startApp(target);
  const back = ann.at(app.url);
  expect((await back.request("GET", "/api/users/me")).status).toBe(401);
  const refreshed = await back.request("POST", "/api/auth/refresh", {
    refreshToken: ann.session.refreshToken,
  });
  expect(refreshed.status).toBe(401);
  back.token = undefined;
  const { accessToken } = await back.call<{ accessToken: string }>("POST", "/api/auth/login", {
    email: ann.username,
    password: ann.password,
  });
  back.token = accessToken;
  const { messages } = await back.history(room.id);
  expect(messages.map(({ content, sequence }) => [sequence, content])).toEqual([
    [1, "one"],
    [2, "two"],
    [3, "three"],
  ]);
  const four = await back.send(room.id, "four");
  expect(four.sequence).toBe(4);
  expect(Number.isSafeInteger(four.revision)).toBe(true);

  expect((await command("restore", { DATA_DIR: folder.at("second") }, file)).code).toBe(0);
  const floorIn = async (name: string) =>
    Number((await queryOf(folder.at(name, "wisp.db"))("SELECT revision_floor FROM rooms"))[0]?.[0]);
  expect(await floorIn("second")).toBeGreaterThan(four.revision);
});

test("with --keep-sessions people stay signed in as they were", async () => {
  using folder = new Folder();
  const target = { DATA_DIR: folder.at("restored") };
  expect((await command("restore", target, "--keep-sessions", file)).code).toBe(0);
  await using app = await startApp(target);
  expect((await ann.at(app.url).request("GET", "/api/users/me")).status).toBe(200);
});

test("a target that holds something is refused, and stays as it is", async () => {
  using folder = new Folder();
  installed(folder);
  const refused = async (name: string) => {
    const before = inside(folder.at(name));
    const { code, told } = await command("restore", { DATA_DIR: folder.at(name) }, file);
    expect(code).toBe(1);
    expect(inside(folder.at(name))).toEqual(before);
    return told;
  };
  expect(await refused("data")).toContain("wisp.db is there already");
  mkdirSync(folder.at("other"));
  writeFileSync(folder.at("other", "notes"), "");
  expect(await refused("other")).toContain("holds notes: restore into an empty folder");
});

test("what is no whole backup is refused by its fault, and leaves nothing", async () => {
  using folder = new Folder();
  const tar = (name: string, change: (unpacked: string) => void) => {
    const unpacked = folder.at(name);
    mkdirSync(unpacked);
    Bun.spawnSync(["tar", "-xzf", file, "-C", unpacked]);
    change(unpacked);
    Bun.spawnSync(["tar", "-czf", folder.at(`${name}.tar.gz`), "-C", unpacked, "."]);
    return folder.at(`${name}.tar.gz`);
  };
  const cut = folder.at("cut.tar.gz");
  cpSync(file, cut);
  truncateSync(cut, Math.floor(statSync(cut).size / 2));
  writeFileSync(folder.at("text"), "Dear diary");
  const edit = (from: string, to: string) => (unpacked: string) => {
    const path = `${unpacked}/manifest.json`;
    writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
  };
  const faults: [string, RegExp][] = [
    [cut, /the archive is damaged or cut off/],
    [folder.at("text"), /the archive is damaged or cut off/],
    [folder.at("none"), /there is no /],
    [tar("bytes", (at) => writeFileSync(`${at}/files/secret`, "another")), /files\/secret is not as it was/],
    [
      tar("less", (at) => rmSync(`${at}/files/uploads`, { recursive: true })),
      /files\/uploads\/a\/picture is missing/,
    ],
    [
      tar("more", (at) => writeFileSync(`${at}/files/more`, "")),
      /files\/more is not in the backup's manifest/,
    ],
    [
      tar("link", (at) => Bun.spawnSync(["ln", "-s", "/etc/passwd", `${at}/files/link`])),
      /neither a file nor a folder/,
    ],
    [tar("plain", (at) => rmSync(`${at}/manifest.json`)), /it has no manifest/],
    [tar("format", edit('"format": 1', '"format": 2')), /a newer version of Wisp wrote it \(format 2/],
    [tar("counts", edit('"messages": 3', '"messages": 4')), /does not hold what the manifest says/],
    [tar("clock", edit('"createdAt": "20', '"createdAt": "21')), /this machine's clock is behind/],
  ];
  for (const [archive, fault] of faults) {
    const target = {
      dataDirectory: folder.at("target"),
      database: { url: `file:${folder.at("target", "wisp.db")}` },
      version: "",
    };
    const restoring = restoreBackup(archive, target, { keepSessions: false });
    expect(await restoring.catch((error: Error) => error.message)).toMatch(fault);
    expect(inside(folder.at("target"))).toEqual([]);
  }
});

test("a node does not start on what a restore has not finished, and says so", async () => {
  using folder = new Folder();
  mkdirSync(folder.at("data", ".wisp-restore"), { recursive: true });
  await using sqld = await startSqld();
  const table = {
    requests: [{ type: "execute", stmt: { sql: "CREATE TABLE wisp_restoring (filling integer)" } }],
  };
  await fetch(`${sqld.url}/v2/pipeline`, { method: "POST", body: JSON.stringify(table) });
  for (const [settings, complaint] of [
    [{ DATA_DIR: folder.at("data") }, "is being restored, or that did not end: empty it"],
    [{ DATABASE_URL: sqld.url }, "the database at DATABASE_URL was being restored, and that did not end"],
  ] as const) {
    await using node = new WispNode(settings);
    node.launch();
    expect(await node.exited).toBe(1);
    expect(node.log).toContain("Wisp could not start: ");
    expect(node.log).toContain(complaint);
  }
  // What an interrupted restore has left on a server, the next one clears away.
  const settings = { DATABASE_URL: sqld.url, DATA_DIR: folder.at("beside") };
  expect(await command("restore", settings, file)).toMatchObject({ code: 0 });
  expect((await command("restore", settings, file)).told).toContain(
    "the server at DATABASE_URL holds tables already",
  );
  await using node = await startNode(settings);
  expect((await fetch(`${node.url}/health`)).status).toBe(200);
});

test("a node names a database file, or a server, that is not Wisp's", async () => {
  using folder = new Folder();
  const other = new Database(folder.at("other.db"));
  other.run("CREATE TABLE recipes (id integer)");
  other.close();
  await using node = new WispNode({ DATABASE_URL: `file:${folder.at("other.db")}` });
  node.launch();
  expect(await node.exited).toBe(1);
  expect(node.log).toContain(
    `Wisp could not start: the database file ${folder.at("other.db")} belongs to another program: it has the tables recipes`,
  );
});
