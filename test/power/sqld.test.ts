/** Power fails under the libSQL server of a node: what the node acknowledged is on the server's disk. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import type { Image } from "../support/faulty/disk.ts";
import { Faulty } from "../support/faulty/index.ts";
import { WispNode } from "../support/node.ts";
import { SqldServer } from "../support/sqld.ts";
import { imagesOf, inspect } from "./images.ts";
import { Machine } from "./machine.ts";
import { draw, withSeed } from "./parameters.ts";
import { Work } from "./work.ts";

const DATABASE = "dbs/default/data";
/** Operations of the disk after which the power fails at the latest. */
const LONGEST = 3000;
const TORN = 2;

function repair({ directory }: SqldServer): void {
  const { success, stderr } = Bun.spawnSync([join(import.meta.dir, "../../bin/repair-sqld"), directory]);
  if (!success) throw new Error(stderr.toString());
}

/** A server in service, and a node on it; `adminUrl` makes it durable. */
async function begin(machine: Machine, durable: boolean) {
  const sqld = new SqldServer({ environment: machine.control.environment });
  // What it writes when it is new and never syncs has long been on the disk of a server in service.
  await sqld.start();
  await sqld.kill();
  await machine.boot(sqld);
  const node = new WispNode({
    DATABASE_URL: sqld.url,
    DATABASE_ADMIN_URL: durable ? sqld.adminUrl : undefined,
    RATE_LIMITS: "off",
  });
  await node.start();
  return {
    sqld,
    node,
    async [Symbol.asyncDispose]() {
      await node[Symbol.asyncDispose]();
      await sqld[Symbol.asyncDispose]();
    },
  };
}

test("power fails again and again under load, on a libSQL server", async () => {
  using faulty = Faulty.build();
  const { cuts, seed, random } = draw(5);
  const machine = new Machine(faulty, "sqld");
  await using stage = await begin(machine, true);
  const { sqld, node } = stage;
  const work = await Work.begin(node.url, random);
  work.run();
  for (let cut = 0; cut < cuts; cut += 1) {
    await withSeed(seed, `cut ${cut}`, async () => {
      const disk = await machine.cutAfter(1 + Math.floor(random() * LONGEST));
      await work.stop();
      const images = imagesOf(disk, random, TORN);
      for (const image of images) await inspect(image, DATABASE, (query) => work.verify(query));
      const chosen = images[Math.floor(random() * images.length)] as Image;
      machine.restore(chosen);
      repair(sqld);
      await inspect(chosen, DATABASE, (query) => work.adopt(query));
      // The node goes on as soon as the server is there, and finds that it has forgotten to be durable.
      await machine.boot(sqld);
      work.run();
    });
  }
  await work.stop();
  expect(work.unexpected).toEqual([]);
});

test("on a libSQL server that nobody makes durable, the same loses what was acknowledged", async () => {
  using faulty = Faulty.build();
  const { seed, random } = draw(1);
  const machine = new Machine(faulty, "sqld");
  await using stage = await begin(machine, false);
  const { node } = stage;
  const work = await Work.begin(node.url, random);
  work.run();
  await withSeed(seed, "not durable", async () => {
    const disk = await machine.cutAfter(1000);
    await work.stop();
    await inspect(disk.whole(), DATABASE, (query) => work.verify(query));
    await expect(inspect(disk.strict(), DATABASE, (query) => work.verify(query))).rejects.toThrow();
  });
});
