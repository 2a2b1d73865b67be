/** A replica that breaks: thrown away and fetched anew, while what people read stays right. */
import { expect, test } from "bun:test";
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import type { Room } from "../../src/lib/contract/objects.ts";
import { Cluster, replicaOf } from "../faults/cluster.ts";
import { Person } from "../support/client.ts";
import { waitFor } from "../support/wait.ts";
import { holds } from "./stage.ts";

const noise = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** In place, as a disk does it: whoever has the file open reads the new bytes. */
function overwrite(path: string, from: number, bytes: (size: number) => Uint8Array): void {
  if (!existsSync(path)) return;
  const file = openSync(path, "r+");
  const { size } = fstatSync(file);
  const written = bytes(Math.max(0, size - from));
  writeSync(file, written, 0, written.length, from);
  closeSync(file);
}

type Damage = { running?: boolean; what: string; damage: (path: string) => void };
const middle = (path: string) => overwrite(path, 4096, (size) => noise(Math.max(0, size - 4096)));
const end = (path: string) => {
  truncateSync(path, 8192);
  if (existsSync(`${path}-wal`)) truncateSync(`${path}-wal`, 64);
};
/** A change that SQLite itself cannot notice. */
function misspell(path: string): void {
  if (existsSync(path))
    writeFileSync(path, readFileSync(path, "latin1").replaceAll("message 1", "massage 1"), "latin1");
}
const damages: Damage[] = [
  {
    what: "got other bytes while it ran",
    running: true,
    damage: (path) => [path, `${path}-wal`].map(middle),
  },
  { what: "was cut off while it ran", running: true, damage: end },
  { what: "got other words", damage: (path) => [path, `${path}-wal`].forEach(misspell) },
  { what: "was cut off", damage: end },
];

const MESSAGES = 20;

test("a node whose replica is damaged, also while it runs, answers what is stored, and has it whole again", async () => {
  await using cluster = await Cluster.start();
  const [writing, reading] = [cluster.node(0), cluster.node(1)];
  const path = replicaOf(reading);
  const alice = await Person.register(writing.url);
  const room = await alice.createRoom();
  const there = alice.at(reading.url);
  const said: string[] = [];
  const say = async (text: string) => said.push((await alice.send(room.id, text)).content);
  for (let index = 1; index <= MESSAGES; index += 1) await say(`message ${index}`);
  const expectAll = async () => {
    const { messages } = await there.history(room.id, "?after=0&limit=100");
    expect(messages.map(({ content }) => content)).toEqual(said);
    const { rooms } = await there.call<{ rooms: Room[] }>("GET", "/api/rooms");
    expect(rooms.map(({ id, lastSequence }) => [id, lastSequence])).toEqual([[room.id, said.length]]);
  };
  await waitFor(() => holds(path, `message ${MESSAGES}`), { message: "the replica to hold all" });

  for (const { what, running = false, damage } of damages) {
    if (!running) await reading.stop();
    damage(path);
    if (!running) await reading.start();
    for (let read = 0; read < 10; read += 1) await expectAll();
    // The other node hears of it a moment later.
    await using listening = await there.connect();
    await say(`after it ${what}`);
    await listening.next("new_message");
    for (let read = 0; read < 10; read += 1) await expectAll();
    const message = () => `the replica that ${what} to be whole again\n${reading.log.slice(-1000)}`;
    await waitFor(() => holds(path, `after it ${what}`), { message });
    await expectAll();
  }
});
