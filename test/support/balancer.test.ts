import { expect, test } from "bun:test";
import { createConnection } from "node:net";
import { Balancer } from "./balancer.ts";
import { Link } from "./link.ts";
import { waitFor } from "./wait.ts";

/** A server that says its name, and whose health and silence the test decides. */
function backend(name: string) {
  const state = { healthy: true, silent: false, opened: 0 };
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request, self) {
      const { pathname } = new URL(request.url);
      if (state.silent) await Bun.sleep(5000);
      if (pathname === "/health") return new Response("", { status: state.healthy ? 200 : 503 });
      if (self.upgrade(request)) return undefined;
      return new Response(name);
    },
    websocket: {
      open: () => void (state.opened += 1),
      message: (socket, text) => void socket.send(`${name}: ${String(text)}`),
    },
  });
  const { port = 0 } = server;
  return {
    name,
    port,
    url: `http://127.0.0.1:${port}`,
    state,
    [Symbol.dispose]: () => void server.stop(true),
  };
}

async function talkTo(url: string) {
  const socket = new WebSocket(url.replace("http", "ws"));
  const heard: string[] = [];
  const state = { heard, closed: 0, say: (text: string) => socket.send(text), end: () => socket.terminate() };
  socket.onmessage = ({ data }) => heard.push(String(data));
  socket.onclose = ({ code }) => (state.closed = code);
  await waitFor(() => socket.readyState === WebSocket.OPEN);
  return state;
}

const ask = async (url: string) =>
  (await fetch(url, { headers: { connection: "close" }, keepalive: false })).text();

test("connections go to the healthy nodes in turn, and those of a node that is taken out are closed", async () => {
  using one = backend("one");
  using two = backend("two");
  await using balancer = await new Balancer([one, two]).start();
  expect(balancer.healthy.map(({ name }) => name)).toEqual(["one", "two"]);
  const answers = [];
  for (let index = 0; index < 4; index += 1) answers.push(await ask(balancer.url));
  expect(answers.toSorted()).toEqual(["one", "one", "two", "two"]);
  const talks = [await talkTo(balancer.url), await talkTo(balancer.url)];
  expect([one.state.opened, two.state.opened]).toEqual([1, 1]);

  one.state.healthy = false;
  await waitFor(() => talks.filter(({ closed }) => closed === 1006).length === 1);
  expect(balancer.healthy.map(({ name }) => name)).toEqual(["two"]);
  for (let index = 0; index < 3; index += 1) expect(await ask(balancer.url)).toBe("two");

  two.state.silent = true;
  await waitFor(() => talks.every(({ closed }) => closed === 1006));
  await expect(ask(balancer.url)).rejects.toThrow();
  one.state.healthy = true;
  await waitFor(() => balancer.healthy.length === 1);
  expect(await ask(balancer.url)).toBe("one");
  two.state.silent = false;
});

test("a node that refuses is passed over before any check has found that out", async () => {
  using one = backend("one");
  using two = backend("two");
  await using balancer = await new Balancer([one, two]).start();
  one[Symbol.dispose]();
  for (let index = 0; index < 4; index += 1) expect(await ask(balancer.url)).toBe("two");
});

test("a link that is frozen passes nothing and closes nothing; thawed, all goes on; mended, only what is new", async () => {
  using server = backend("server");
  await using link = await new Link(server.port).start();
  const before = await talkTo(link.url);
  before.say("hello");
  await waitFor(() => before.heard.length === 1);
  link.freeze();
  before.say("frozen");
  expect(await Promise.race([ask(link.url), Bun.sleep(100).then(() => "silence")])).toBe("silence");
  expect(link.swallowed).toBe(1);
  expect(before).toMatchObject({ heard: ["server: hello"], closed: 0 });
  link.thaw();
  await waitFor(() => before.heard.at(-1) === "server: frozen");

  link.freeze();
  link.mend();
  before.say("lost");
  expect(await ask(link.url)).toBe("server");
  expect(before).toMatchObject({ heard: ["server: hello", "server: frozen"], closed: 0 });
  before.end();
});

/** A server that says so many bytes to whoever comes, as fast as they are taken, and counts them. */
function speaker(size: number) {
  const state = { written: 0 };
  const more = (socket: Bun.Socket) => {
    while (state.written < size) {
      const count = socket.write(new Uint8Array(Math.min(65_536, size - state.written)));
      if (count <= 0) return;
      state.written += count;
    }
  };
  const server = Bun.listen({
    hostname: "127.0.0.1",
    port: 0,
    socket: { open: more, drain: more, data() {} },
  });
  return Object.assign(state, { port: server.port, [Symbol.dispose]: () => server.stop(true) });
}

function readerOf(port: number) {
  const socket = createConnection({ host: "127.0.0.1", port });
  const state = { read: 0, socket };
  socket.on("data", (chunk: Buffer) => (state.read += chunk.length));
  return state;
}

test("a link is cut after exactly the bytes that it was given, whatever comes behind them", async () => {
  let speaking: Bun.Socket | undefined;
  using server = Bun.listen({
    hostname: "127.0.0.1",
    port: 0,
    socket: { open: (socket) => void (speaking = socket), data() {} },
  });
  await using link = await new Link(server.port).start();
  const reader = readerOf(link.port);
  await waitFor(() => speaking);
  link.freeze();
  // Each is read by the link before the next is said, and all of them wait there.
  for (let part = 0; part < 5; part += 1) {
    speaking?.write("0123456789");
    speaking?.flush();
    await Bun.sleep(20);
  }
  link.thaw();
  link.cut(() => 4);
  await waitFor(() => reader.socket.closed);
  expect(reader.read).toBe(4);
  expect(link.open).toBe(0);
});

test("a slow reader holds the writer back, and gets everything in the end", async () => {
  const size = 64 * 1024 * 1024;
  using server = speaker(size);
  await using link = await new Link(server.port).start();
  const reader = readerOf(link.port);
  reader.socket.pause();
  let standing = 0;
  const still = () => server.written > 0 && server.written === standing;
  await waitFor(() => still() || void (standing = server.written), { interval: 200 });
  expect(server.written).toBeLessThan(size / 2);
  reader.socket.resume();
  await waitFor(() => reader.read === size, { message: () => `${size} bytes, got ${reader.read}` });
});

test("a throttled link is slow, and loses nothing", async () => {
  const size = 400_000;
  using server = speaker(size);
  await using link = await new Link(server.port).start();
  link.throttle(1_000_000);
  const begun = performance.now();
  const reader = readerOf(link.port);
  await waitFor(() => reader.read === size);
  expect(performance.now() - begun).toBeGreaterThan(100);
});

test("a link that refuses sends everyone away", async () => {
  using server = backend("server");
  await using link = await new Link(server.port).start();
  link.refusing = true;
  await expect(ask(link.url)).rejects.toThrow();
  link.refusing = false;
  expect(await ask(link.url)).toBe("server");
});
