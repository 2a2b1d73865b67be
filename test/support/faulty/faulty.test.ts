import { expect, test } from "bun:test";
import { realpathSync } from "node:fs";
import { Machine } from "../../power/machine.ts";
import { Person } from "../client.ts";
import { WispNode } from "../node.ts";
import { SqldServer } from "../sqld.ts";
import { readTree, type Image } from "./disk.ts";
import { Faulty } from "./index.ts";

/** What differs, by name: a whole file would fill the screen. */
function differences(one: Image, other: Image): string[] {
  type Node = ReturnType<Image["get"]>;
  const equal = (a: Node, b: Node) =>
    a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) === 0 : a === b;
  return [...new Set([...one.keys(), ...other.keys()])].filter(
    (path) => !equal(one.get(path), other.get(path)),
  );
}

test("no write of a node or of a libSQL server escapes the journal", async () => {
  using faulty = Faulty.build();
  const machines = [new Machine(faulty, "node"), new Machine(faulty, "sqld")] as const;
  await using sqld = new SqldServer({ environment: machines[1].control.environment });
  await machines[1].boot(sqld);
  const settings = { ...machines[0].control.environment, RATE_LIMITS: "off" };
  await using node = new WispNode(settings);
  await machines[0].boot(node);
  await using remote = new WispNode({ DATABASE_URL: sqld.url, RATE_LIMITS: "off" });
  await remote.start();
  for (const { url } of [node, remote]) {
    const person = await Person.register(url);
    const room = await person.createRoom();
    for (let sent = 0; sent < 30; sent += 1) await person.send(room.id, "x".repeat(sent * 100 + 1));
  }
  await node.kill();
  await sqld.kill();
  for (const [index, service] of [node, sqld].entries())
    expect(differences(machines[index]!.dead().whole(), readTree(realpathSync(service.directory)))).toEqual(
      [],
    );
});

test("the wall clock is shifted, the monotonic one is not, and waits of the program go on", async () => {
  using faulty = Faulty.build();
  const control = faulty.control();
  control.shiftClock(-86_400_000);
  const script = `const began = performance.now(); await Bun.sleep(50);
    console.log(JSON.stringify([Date.now(), performance.now() - began]))`;
  const child = Bun.spawn([process.execPath, "-e", script], {
    env: { ...process.env, ...control.environment },
  });
  const [now, waited] = JSON.parse(await new Response(child.stdout).text()) as [number, number];
  expect(Date.now() - 86_400_000 - now).toBeWithin(0, 60_000);
  expect(waited).toBeWithin(45, 20_000);
});
