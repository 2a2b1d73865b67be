/** Power fails while a node starts for the first time: the next start makes what is missing, and what it made stays. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ApiClient, Person, unique } from "../support/client.ts";
import { Faulty } from "../support/faulty/index.ts";
import { WispNode } from "../support/node.ts";
import { imagesOf } from "./images.ts";
import { Machine } from "./machine.ts";
import { draw, withSeed } from "./parameters.ts";

// A dozen starts of a node, one after another.
setDefaultTimeout(120_000);

/** Operations of the disk in a first start, roughly: directories, the secret, the database and its migrations. */
const LENGTH = 120;

test("power fails in the middle of the first start", async () => {
  using faulty = Faulty.build();
  const { cuts, seed, random } = draw(6);
  for (let cut = 0; cut < cuts; cut += 1) {
    const operations = 1 + Math.floor(random() * LENGTH);
    await withSeed(seed, `cut ${cut} before operation ${operations}`, async () => {
      const machine = new Machine(faulty, `node-${cut}`);
      await using node = new WispNode({ ...machine.control.environment, RATE_LIMITS: "off" });
      machine.prepare(node, { journaling: random() < 0.5 });
      machine.control.cutAfter(operations);
      const started = await node.start().then(
        () => true,
        () => false,
      );
      if (started) await node.kill();
      const disk = machine.dead();
      machine.restore(random() < 0.5 ? disk.strict() : disk.torn(random));
      machine.control.cutAfter(0);
      await node.start();
      const person = await Person.register(node.url);
      const room = await person.createRoom();
      expect((await person.send(room.id, "here")).sequence).toBe(1);
    });
  }
});

test("power fails right after the first words: the account, the message and the secret are there", async () => {
  using faulty = Faulty.build();
  const { seed, random } = draw(1);
  await withSeed(seed, "after the first words", async () => {
    const machine = new Machine(faulty, "node");
    await using node = new WispNode({ ...machine.control.environment, RATE_LIMITS: "off" });
    await machine.boot(node, { journaling: false });
    const person = await Person.register(node.url, unique("first"));
    const room = await person.createRoom();
    const message = await person.send(room.id, "the first word");
    const secret = () => readFileSync(join(node.directory, "data/secret"), "utf8");
    const made = secret();
    await node.kill();
    for (const image of imagesOf(machine.dead(), random, 2)) {
      machine.restore(image);
      expect(secret()).toBe(made);
      await node.start();
      // The same access token still opens the door.
      expect((await person.history(room.id)).messages).toEqual([message]);
      await node.kill();
    }
  });
});

test.each(["", "\0".repeat(65)])(
  "a secret that an earlier power cut left broken is made anew",
  async (left) => {
    await using node = new WispNode({ RATE_LIMITS: "off" });
    await Bun.write(join(node.directory, "data/secret"), left);
    await node.start();
    const person = await Person.register(node.url);
    expect((await new ApiClient(node.url, person.token).request("GET", "/api/users/me")).status).toBe(200);
  },
);
