import { signal } from "@preact/signals";
import { request, RequestFailure } from "./live/api.ts";
import { backoff } from "./live/backoff.ts";
import { viewer } from "./page.ts";
import { newMessageId } from "./message-id.ts";

export type Outgoing = {
  clientMessageId: string;
  roomId: string;
  content: string;
  createdAt: string;
  /** `stored`: the server has it; it stays on show until it comes as everyone sees it. */
  state: "sending" | "stored" | "failed";
  problem?: string;
};

/** By person: whoever signs in next in this tab must not send what another one wrote. */
const storageKey = () => `wisp-outbox-${viewer().userId}`;

function restored(): Outgoing[] {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey()) ?? "[]") as Outgoing[];
  } catch {
    return [];
  }
}

/** One's own messages that are not yet in the list, in the order they were written. */
export const outbox = signal<Outgoing[]>(restored());
const busy = new Set<string>();

function save(next: Outgoing[]): void {
  outbox.value = next;
  try {
    sessionStorage.setItem(storageKey(), JSON.stringify(next.filter((each) => each.state !== "stored")));
  } catch {
    // A full or forbidden storage only means that a reload forgets what was not sent.
  }
}

function change(clientMessageId: string, update: Partial<Outgoing>): void {
  save(
    outbox.peek().map((each) => (each.clientMessageId === clientMessageId ? { ...each, ...update } : each)),
  );
}

/** How long a message is tried again by itself: where another node is there, its place is taken in less. */
const patienceMilliseconds = 3000;

/** Sending twice is safe, since the id stays the same. */
async function post({ roomId, content, clientMessageId }: Outgoing): Promise<void> {
  const begun = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    try {
      await request("POST", `/api/rooms/${roomId}/messages`, { content, clientMessageId });
      return;
    } catch (error) {
      // A second at most: a long wait would use up the patience without a try.
      const delay = backoff(Math.min(attempt, 1));
      const inTime = performance.now() - begun + delay < patienceMilliseconds;
      if (!inTime || !(error instanceof RequestFailure && error.temporary)) throw error;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
}

/** What follows a failure in the same room fails with it, so that a retry keeps the order. */
function fail(first: Outgoing, problem: string): void {
  const affected = (each: Outgoing) => each.roomId === first.roomId && each.state === "sending";
  save(outbox.peek().map((each) => (affected(each) ? { ...each, state: "failed", problem } : each)));
}

async function drain(roomId: string): Promise<void> {
  if (busy.has(roomId)) return;
  busy.add(roomId);
  for (let next = nextOf(roomId); next; next = nextOf(roomId)) {
    try {
      await post(next);
      change(next.clientMessageId, { state: "stored" });
    } catch (error) {
      fail(next, error instanceof RequestFailure ? error.message : "It could not be sent.");
    }
  }
  busy.delete(roomId);
}

function nextOf(roomId: string): Outgoing | undefined {
  return outbox.peek().find((each) => each.roomId === roomId && each.state === "sending");
}

/** Shows a message at once and sends it, after those written before it in the same room. */
export function sendMessage(roomId: string, content: string): void {
  const createdAt = new Date().toISOString();
  save([...outbox.peek(), { clientMessageId: newMessageId(), roomId, content, createdAt, state: "sending" }]);
  void drain(roomId);
}

/** Tries everything again that failed in the room. */
export function retry(roomId: string): void {
  save(
    outbox
      .peek()
      .map((each) =>
        each.roomId === roomId && each.state === "failed" ? { ...each, state: "sending" } : each,
      ),
  );
  void drain(roomId);
}

export function discard(clientMessageId: string): void {
  save(outbox.peek().filter((each) => each.clientMessageId !== clientMessageId));
}

/** What a reload interrupted goes on; what had failed waits for its author. */
export function resumeOutbox(): void {
  for (const roomId of new Set(outbox.peek().map((each) => each.roomId))) void drain(roomId);
}

/** Drops what has arrived in the list. */
export function reconcile(arrived: (message: Outgoing) => boolean): void {
  const rest = outbox.peek().filter((each) => !arrived(each));
  if (rest.length < outbox.peek().length) save(rest);
}
