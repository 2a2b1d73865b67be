/** The database's disk is full, or fails: nothing is stored by half or acknowledged falsely, and all heals by itself. */
import { expect, test } from "bun:test";
import type { Message } from "../../src/lib/contract/objects.ts";
import { Person } from "../support/client.ts";
import { type Control, Faulty } from "../support/faulty/index.ts";

import { WispNode } from "../support/node.ts";
import { SqldServer } from "../support/sqld.ts";
import { waitFor } from "../support/wait.ts";
import { inspect, imagesOf } from "./images.ts";
import { Machine } from "./machine.ts";
import { draw } from "./parameters.ts";
import { Work } from "./work.ts";

/** Faults in a row, each of which heals. */
const { cuts: rounds, random } = draw(1);

type Stage = AsyncDisposable & { machine: Machine; node: WispNode; database: string; unwatch: () => void };

/** As compose or systemd would: sqld ends itself where its replication log fails in the middle of a commit. */
function restartWhenItEnds(sqld: SqldServer): () => void {
  const timer = setInterval(() => sqld.running || sqld.launch(), 50);
  return () => clearInterval(timer);
}

/** A node on a file, or on a libSQL server; the disk below the database is the faulty one. */
async function begin(faulty: Faulty, kind: "file" | "server"): Promise<Stage> {
  const machine = new Machine(faulty, kind);
  const { environment } = machine.control;
  const sqld = kind === "server" ? new SqldServer({ environment }) : undefined;
  if (sqld) await machine.boot(sqld);
  const node = new WispNode({
    RATE_LIMITS: "off",
    ...(sqld ? { DATABASE_URL: sqld.url, DATABASE_ADMIN_URL: sqld.adminUrl } : environment),
  });
  const unwatch = sqld ? restartWhenItEnds(sqld) : () => undefined;
  if (sqld) await node.start();
  else await machine.boot(node);
  return {
    machine,
    node,
    unwatch,
    database: sqld ? "dbs/default/data" : "data/wisp.db",
    async [Symbol.asyncDispose]() {
      unwatch();
      await node[Symbol.asyncDispose]();
      await sqld?.[Symbol.asyncDispose]();
    },
  };
}

const faults: [string, (control: Control, on: boolean) => void][] = [
  ["is full", (control, on) => control.diskFull(on)],
  ["has room for a little more", (control, on) => control.leaveRoom(on ? 20_000 : undefined)],
  ["fails to sync", (control, on) => control.failSync(on)],
];

for (const kind of ["file", "server"] as const) {
  test.each(faults)(`under load on a ${kind}, the disk %s, and later not`, async (_, turn) => {
    using faulty = Faulty.build();
    await using stage = await begin(faulty, kind);
    const { machine, node } = stage;
    const person = await Person.register(node.url);
    const room = await person.createRoom();
    const said = await person.send(room.id, "before");
    const work = await Work.begin(node.url, random);
    work.run();
    await waitFor(() => work.acknowledged > 20);
    for (let round = 0; round < rounds; round += 1) {
      turn(machine.control, true);
      const before = machine.control.counts.refused;
      await waitFor(() => machine.control.counts.refused > before, { message: "the disk to refuse" });
      const answer = await waitFor(
        async () => {
          const response = await person.request("POST", `/api/rooms/${room.id}/messages`, {
            content: "x".repeat(5000),
          });
          return response.ok ? undefined : response;
        },
        { message: "a send to be refused" },
      );
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
      expect(((await answer.json()) as { code: string }).code).toBe("unavailable");
      // Reads go on, unless the server ended: it cannot come back before there is room.
      const read = await person.request("GET", `/api/rooms/${room.id}/messages?limit=1&before=2`);
      const { messages } = (await read.json()) as { messages?: Message[] };
      if (kind === "file" || read.ok) expect(messages?.map(({ id }) => id)).toEqual([said.id]);
      else expect(read.status).toBe(503);
      turn(machine.control, false);
      const acknowledged = work.acknowledged;
      await waitFor(() => work.acknowledged > acknowledged + 20, { message: "acknowledgements to go on" });
    }
    expect((await person.send(room.id, "after")).content).toBe("after");
    stage.unwatch();
    await machine.cutAfter(20);
    await work.stop();
    for (const image of imagesOf(machine.dead(), random, 2))
      await inspect(image, stage.database, (query) => work.verify(query));
    expect(work.unexpected).toEqual([]);
  });
}
