/**
 * A flood's process: `frames` is one client that says what it can by one socket, and comes back when it is sent away;
 * `room` are many people who write into one room without a pause; `address` are requests of one address that has not
 * signed in. Each answers with what it was told.
 */
import { sleep } from "../load/clock.ts";

export type FloodJob = { port: number; roomId: string; tokens: string[]; seconds: number };
export type Flood = Record<string, number>;

/** Messages of one person under way at once, and requests of the address. */
const WINDOW = 8;
const CONNECTIONS = 300;

const lines = console[Symbol.asyncIterator]();
const job = JSON.parse((await lines.next()).value as string) as FloodJob;
const told: Flood = {};
let until = 0;
const count = (what: string | number) => (told[what] = (told[what] ?? 0) + 1);
const over = () => performance.now() >= until;
process.stdout.write("ready\n");
for await (const line of lines) {
  for (const what of Object.keys(told)) delete told[what];
  until = performance.now() + job.seconds * 1000;
  if (line === "frames") await Promise.all(job.tokens.slice(0, 1).map(frames));
  if (line === "room") await Promise.all(job.tokens.map(room));
  if (line === "address") await Promise.all(Array.from({ length: CONNECTIONS }, address));
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

async function frames(token: string): Promise<void> {
  while (!over()) {
    const { socket, closed } = await open(token);
    while (!over() && socket.readyState === WebSocket.OPEN) {
      for (let each = 0; each < 100; each += 1) socket.send('{"type":"ping"}');
      count("bursts");
      await sleep(1);
    }
    socket.close();
    count(`close ${await closed}`);
  }
}

async function room(token: string): Promise<void> {
  const { socket, closed } = await open(token, (frame) => {
    if (frame.type === "message_ack") count("acknowledged");
    else if (frame.type === "error") count(frame.code);
    else return;
    if (!over()) setTimeout(say, frame.type === "error" ? (frame.retryAfter ?? 1) * 1000 : 0);
  });
  const say = () =>
    socket.send(
      JSON.stringify({
        type: "send_message",
        roomId: job.roomId,
        content: "flood",
        clientMessageId: crypto.randomUUID(),
      }),
    );
  for (let each = 0; each < WINDOW; each += 1) say();
  while (!over() && socket.readyState === WebSocket.OPEN) await sleep(50);
  await sleep(1500);
  socket.close();
  count(`close ${await closed}`);
}

async function address(): Promise<void> {
  while (!over()) {
    const answer = await fetch(`http://127.0.0.1:${job.port}/sign-in`, {
      headers: { "x-client": "flood" },
    }).catch(() => null);
    count(answer?.status ?? "failed");
    await answer?.arrayBuffer();
  }
}

type Frame = { type: string; code: string; retryAfter?: number };

async function open(token: string, hear: (frame: Frame) => void = () => undefined) {
  const socket = new WebSocket(`ws://127.0.0.1:${job.port}/ws`);
  const closed = new Promise<number>((resolve) => (socket.onclose = ({ code }) => resolve(code)));
  await new Promise<void>((resolve) => {
    socket.onopen = () => socket.send(JSON.stringify({ type: "authenticate", token }));
    void closed.then(() => resolve());
    socket.onmessage = ({ data }) => {
      const frame = JSON.parse(String(data)) as Frame;
      if (frame.type === "authenticated") resolve();
      hear(frame);
    };
  });
  return { socket, closed };
}
