/**
 * Clients that nobody should have to bear, in a process of their own: one that floods, some that never read what they
 * are sent, some that send frames of a megabyte. Whoever is sent away comes back at once. Told its job in a line, it
 * goes on until it is ended, and tells what it got at each further line.
 */
import { sleep } from "../load/clock.ts";
import { maskedFrame, Opcode } from "../load/frames.ts";
import { upgradeRequest } from "../load/handshake.ts";

export type BadJob = { port: number; roomId: string; tokens: string[] };

const SLOW = 5;
const GIANTS = 5;
/** Bytes: over what a frame may have, and more than fits into its length of 16 bits. */
const GIANT = 1024 * 1024;
/** Milliseconds after which one that was sent away is back. */
const BACK_AFTER = 50;

const lines = console[Symbol.asyncIterator]();
const job = JSON.parse((await lines.next()).value as string) as BadJob;
const told: Record<string, number> = {};
const count = (what: string) => (told[what] = (told[what] ?? 0) + 1);
const [flooder = "", ...others] = job.tokens;
void flood(flooder);
for (const token of others.slice(0, SLOW)) void again("slow", () => slow(token));
for (const token of others.slice(SLOW, SLOW + GIANTS)) void again("giant", () => giant(token));
process.stdout.write("ready\n");
for await (const _ of lines) process.stdout.write(`${JSON.stringify(told)}\n`);
process.exit(0);

async function again(what: string, come: () => Promise<void>): Promise<never> {
  for (;;) {
    count(what);
    await come().catch(() => undefined);
    await sleep(BACK_AFTER);
  }
}

/** All that fits, through one socket. */
async function flood(token: string): Promise<void> {
  await again("flood", async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${job.port}/ws`);
    const closed = new Promise<number>((resolve) => (socket.onclose = ({ code }) => resolve(code)));
    socket.onopen = () => socket.send(JSON.stringify({ type: "authenticate", token }));
    while (socket.readyState !== WebSocket.CLOSED) {
      for (let each = 0; socket.readyState === WebSocket.OPEN && each < 100; each += 1)
        socket.send('{"type":"ping"}');
      await sleep(1);
    }
    count(`flood closed ${await closed}`);
  });
}

/** Asks for its room's whole history again and again, and reads nothing of it. */
function slow(token: string): Promise<void> {
  const resume = JSON.stringify({ type: "resume", rooms: { [job.roomId]: 0 } });
  return raw((socket) => {
    socket.write(frame(JSON.stringify({ type: "authenticate", token })));
    socket.pause();
    const timer = setInterval(() => socket.write(frame(resume)), BACK_AFTER);
    return () => clearInterval(timer);
  });
}

function giant(token: string): Promise<void> {
  return raw((socket) => {
    socket.write(frame(JSON.stringify({ type: "authenticate", token })));
    socket.write(giantFrame);
    return () => undefined;
  });
}

const frame = (text: string): Buffer => maskedFrame(Opcode.text, Buffer.from(text)).bytes;
const head = Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]);
head.writeUInt32BE(GIANT, 6);
const giantFrame = Buffer.concat([head, Buffer.alloc(GIANT, "x")]);

type Raw = Bun.Socket;

/** A connection of its own below WebSocket, until it is closed. `begun` returns what to do then. */
async function raw(begun: (socket: Raw) => () => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let ended = () => undefined as void;
  let upgraded = false;
  await Bun.connect({
    hostname: "127.0.0.1",
    port: job.port,
    socket: {
      open: (socket) => void socket.write(upgradeRequest("/ws", job.port)),
      data(socket) {
        if (!upgraded) ended = begun(socket);
        upgraded = true;
      },
      close: () => resolve(),
      error: () => resolve(),
    },
  });
  await promise;
  ended();
}
