/** Power fails under a node on a file: every acknowledged word is on the disk, whatever else has reached it. */
import { expect, test } from "bun:test";
import type { Image } from "../support/faulty/disk.ts";
import { Faulty } from "../support/faulty/index.ts";
import { WispNode } from "../support/node.ts";
import { imagesOf, inspect } from "./images.ts";
import { Machine } from "./machine.ts";
import { draw, withSeed } from "./parameters.ts";
import { Work } from "./work.ts";

const DATABASE = "data/wisp.db";
/** Operations of the disk after which the power fails at the latest. */
const LONGEST = 1500;
const TORN = 3;

test("power fails again and again under load, on a node with a file", async () => {
  using faulty = Faulty.build();
  const { cuts, seed, random } = draw(6);
  const machine = new Machine(faulty, "node");
  await using node = new WispNode({
    ...machine.control.environment,
    JWT_SECRET: "a secret of this test, thirty-two characters",
    RATE_LIMITS: "off",
  });
  await machine.boot(node, { journaling: false });
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
      await inspect(chosen, DATABASE, (query) => work.adopt(query));
      await machine.boot(node, { journaling: random() < 0.5 });
      work.run();
    });
  }
  await work.stop();
  expect(work.unexpected).toEqual([]);
});

test("the same without fsync loses what was acknowledged: the cuts are real", async () => {
  using faulty = Faulty.build();
  const { seed, random } = draw(1);
  const machine = new Machine(faulty, "node");
  machine.control.skipSync(true);
  await using node = new WispNode({ ...machine.control.environment, RATE_LIMITS: "off" });
  await machine.boot(node);
  const work = await Work.begin(node.url, random);
  work.run();
  await withSeed(seed, "without fsync", async () => {
    const disk = await machine.cutAfter(500);
    await work.stop();
    await inspect(disk.whole(), DATABASE, (query) => work.verify(query));
    await expect(inspect(disk.strict(), DATABASE, (query) => work.verify(query))).rejects.toThrow();
  });
});
