/** Power fails under a node with a replica file: a copy that lost its end is not taken for whole. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { Person } from "../support/client.ts";
import { Faulty } from "../support/faulty/index.ts";
import { WispNode } from "../support/node.ts";
import { startSqld } from "../support/sqld.ts";
import { waitFor } from "../support/wait.ts";
import { Machine } from "./machine.ts";
import { draw, withSeed } from "./parameters.ts";

const MESSAGES = 40;
/** Reads after a start, over the second in which the copy is fetched or taken up again. */
const READS = 6;

test("power fails under a node with a replica, and after its end: whatever is left of that, reads are right", async () => {
  using faulty = Faulty.build();
  await using sqld = await startSqld();
  const { cuts, seed, random } = draw(2);
  const machine = new Machine(faulty, "node");
  const settings: Record<string, string | undefined> = {
    ...machine.control.environment,
    DATABASE_URL: sqld.url,
    DATABASE_ADMIN_URL: sqld.adminUrl,
    JWT_SECRET: "a secret of this test, thirty-two characters",
    RATE_LIMITS: "off",
  };
  await using node = new WispNode(settings);
  settings["DATABASE_REPLICA_PATH"] = join(node.directory, "replica.db");
  await machine.boot(node, { journaling: false });
  const person = await Person.register(node.url);
  const room = await person.createRoom();
  const stored: string[] = [];
  const send = async () => {
    const content = `${stored.length} ${"x".repeat(Math.floor(random() * 2000))}`.trim();
    stored.push((await person.send(room.id, content)).id);
  };
  for (let cut = 0; cut < cuts; cut += 1) {
    await withSeed(seed, `cut ${cut}`, async () => {
      for (let count = 0; count < MESSAGES; count += 1) await send();
      if (cut % 2 === 0) await node.stop();
      else {
        machine.control.cutAfter(1 + Math.floor(random() * 40));
        // The copy is written to as it catches up.
        await waitFor(
          () =>
            send().then(
              () => false,
              () => !node.running,
            ),
          { message: "the cut" },
        );
      }
      const disk = machine.dead();
      // The mark of a copy that was closed well does not come back once the copy is in use.
      if (cut % 2 === 1) expect(disk.strict().has("replica.db-closed")).toBe(false);
      machine.restore(disk.torn(random));
      machine.control.cutAfter(0);
      await machine.boot(node, { journaling: false });
      for (let read = 0; read < READS; read += 1) {
        const ids = (await allOf(person, room.id)).map(({ id }) => id);
        expect(stored.filter((id) => !ids.includes(id))).toEqual([]);
        expect(new Set(ids).size).toBe(ids.length);
        await Bun.sleep(200);
      }
    });
  }
});

async function allOf(person: Person, roomId: string) {
  const all = [];
  for (let more = true, after = 0; more; after = all.at(-1)?.sequence ?? 0) {
    const page = await person.history(roomId, `?after=${after}&limit=100`);
    all.push(...page.messages);
    more = page.hasMore;
  }
  return all;
}
