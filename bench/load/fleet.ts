import { sleep } from "./clock.ts";
import { Connection, type Run } from "./connection.ts";
import type { Job } from "./job.ts";

/** Connections whose handshake or login is under way at once: enough to keep one server core busy. */
const AT_ONCE = 256;
const READY_WITHIN_MS = 60_000;

const handlers = {
  binaryType: "buffer" as const,
  data: (socket: { data: Connection }, chunk: Buffer) => socket.data.received(chunk),
  drain: (socket: { data: Connection }) => socket.data.drained(),
  close: (socket: { data: Connection }) => socket.data.closed(),
  error: (socket: { data: Connection }) => socket.data.closed(),
};

/** Opens every connection of the job and resolves when the last one is authenticated. */
export async function openFleet(job: Job, run: Run): Promise<Connection[]> {
  const total = job.connections;
  const fleet: Connection[] = [];
  let ready = 0;
  const openNext = (): void => {
    if (fleet.length === total) return;
    const index = fleet.length;
    const login = run.dialect.login(
      job.tokens[index] ?? "",
      job.roomIds[Math.floor(index / job.members) * job.each] ?? "",
    );
    const port = job.ports[index % job.ports.length] ?? 0;
    const timed = port === job.ports.at(-1);
    const connection = new Connection(run, login, port, timed, () => {
      ready += 1;
      openNext();
    });
    fleet.push(connection);
    connect(connection, port).catch((error: unknown) => run.tally.problem(`connect: ${String(error)}`));
  };
  for (let started = 0; started < AT_ONCE; started += 1) openNext();
  await until(() => ready === total || run.tally.problems.size > 0);
  if (ready < total)
    throw new Error(`${ready} of ${total} connections: ${[...run.tally.problems.keys()].join("; ")}`);
  return fleet;
}

async function connect(connection: Connection, port: number): Promise<void> {
  const socket = await Bun.connect({ hostname: "127.0.0.1", port, data: connection, socket: handlers });
  connection.opened(socket);
}

async function until(done: () => boolean): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!done() && performance.now() < deadline) await sleep(1);
}
