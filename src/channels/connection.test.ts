import { expect, test } from "bun:test";
import { Connection, type Socket } from "./connection.ts";

/** As much of Bun's socket as a connection touches. */
function start() {
  const closes: number[] = [];
  const sent: string[] = [];
  const socket = {
    data: { id: "c", format: "json" },
    close: (code: number) => closes.push(code),
    send: (text: string) => sent.push(text),
  };
  return { closes, sent, connection: new Connection(socket as unknown as Socket) };
}

test("frames are begun one after another, in the order in which they came", async () => {
  const { connection } = start();
  const seen: string[] = [];
  const gate = Promise.withResolvers<void>();
  const handle = async (text: string) => {
    seen.push(`${text} begins`);
    if (text === "a") await gate.promise;
    seen.push(`${text} ends`);
  };
  for (const text of ["a", "b", "c"]) connection.receive(text, handle);
  gate.resolve();
  await Bun.sleep(0);
  expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});

test("a connection that sends faster than it is served is closed, and nothing of it is handled any more", async () => {
  const { connection, closes } = start();
  const gate = Promise.withResolvers<void>();
  let handled = 0;
  for (let index = 0; index < 600; index += 1) {
    connection.receive("x", async () => {
      handled += 1;
      await gate.promise;
    });
  }
  gate.resolve();
  await Bun.sleep(0);
  expect(closes).toEqual([4429]);
  expect(handled).toBe(1);
});

test("work that goes on after its frame counts against the bound", () => {
  const { connection, closes } = start();
  const gate = Promise.withResolvers<void>();
  for (let index = 0; index < 512; index += 1) void connection.track(gate.promise);
  connection.receive("x", () => Promise.resolve());
  expect(closes).toEqual([4429]);
  gate.resolve();
});

test("after its end a connection says nothing and takes no turns", async () => {
  const { connection, sent } = start();
  connection.ended();
  connection.say({ type: "pong" });
  let turns = 0;
  await connection.inTurn(() => Promise.resolve(void (turns += 1)));
  expect(sent).toEqual([]);
  expect(turns).toBe(0);
});
