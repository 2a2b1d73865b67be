import { nowUs } from "./clock.ts";
import type { Connection, Run } from "./connection.ts";
import type { Job, Phase, Request } from "./job.ts";
import { RequestClient } from "./requests.ts";
import { StampedMessage } from "./stamp.ts";
import type { Tally } from "./tally.ts";

/** Microseconds: a timer's grain. A send that is later than that counts from when it was due, so no stall hides itself. */
const GRAIN = 2000;

/** What is under way: how many receive each message, and how to have it stop sending and, once all came back, end. */
type Load = { listeners: number; stop: () => void; end: () => void };

export async function startLoad(phase: Phase, job: Job, run: Run, fleet: Connection[]): Promise<Load> {
  const { tally } = run;
  if (phase.requests) {
    const clients = await openClients(phase.requests, job, run);
    tally.window = 1;
    for (const client of clients) client.ask();
    const end = () => clients.forEach((client) => client.close());
    return { listeners: phase.listeners, stop: () => void (tally.window = 0), end };
  }
  const senders = pickSenders(phase, job, run, fleet);
  const stop =
    phase.load.kind === "closed"
      ? startClosed(senders, phase.load.window, tally)
      : startOpen(senders, phase.load.perSecond);
  return { listeners: job.members, stop, end: () => undefined };
}

function openClients(requests: Request[], job: Job, { tally, contentLength }: Run): Promise<RequestClient[]> {
  return Promise.all(
    requests.map(async (request, index) => {
      const port = job.ports[index % job.ports.length] ?? 0;
      const client = new RequestClient(request, index, tally, contentLength, port);
      await client.open(port);
      return client;
    }),
  );
}

/** Gives the senders their message; one that has it keeps it, so that no id is ever used twice. */
function pickSenders(
  { rooms, senders: number }: { rooms: number; senders: number },
  job: Job,
  run: Run,
  fleet: Connection[],
): Connection[] {
  // All on the first server: another one's people only listen.
  const servers = job.ports.length;
  const step = Math.max(1, Math.floor(job.members / number / servers)) * servers;
  const senders: Connection[] = [];
  for (let room = 0; room < rooms; room += 1) {
    for (let n = 0; n < number; n += 1) {
      const index = room * job.members + n * step;
      const sender = fleet[index]!;
      const roomId = job.roomIds[room * job.each] ?? "";
      sender.message ??= StampedMessage.frame(run.dialect, roomId, index, job.contentLength);
      senders.push(sender);
    }
  }
  return senders;
}

function startClosed(senders: Connection[], window: number, tally: Tally): () => void {
  tally.window = window;
  for (const sender of senders) sender.fill(window);
  return () => void (tally.window = 0);
}

/** Sends at a fixed rate whatever the server answers; the timer's grain is a millisecond, so a few may leave together. */
function startOpen(senders: Connection[], perSecond: number): () => void {
  const begun = nowUs();
  let sent = 0;
  const timer = setInterval(() => {
    const now = nowUs();
    const due = Math.floor(((now - begun) / 1e6) * perSecond);
    for (; sent < due; sent += 1) {
      const at = begun + Math.floor(((sent + 1) * 1e6) / perSecond);
      senders[sent % senders.length]!.send(now - at > GRAIN ? at : now);
    }
  }, 1);
  return () => clearInterval(timer);
}
