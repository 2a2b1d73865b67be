import { effect, signal } from "@preact/signals";
import { request, RequestFailure } from "./live/api.ts";
import { backoff } from "./live/backoff.ts";
import { newMessageId } from "./message-id.ts";
import { alone, onOutboxChanged, type Outgoing, readOutbox, writeOutbox } from "./outbox-storage.ts";
import { connection } from "./state.ts";

export type { Outgoing } from "./outbox-storage.ts";

/** Messages that may wait at once, of all rooms. */
const most = 200;

/** One's own messages that are not yet in the list, in the order they were written. */
export const outbox = signal<Outgoing[]>(readOutbox() ?? []);
/** When something was last written in a room since the page came: milliseconds since 1970. */
export const writtenAt = new Map<string, number>();
const busy = new Set<string>();
/** Tries in vain since a message of the room went through, and when the next one comes. */
const tries = new Map<string, number>();
const timers = new Map<string, number>();

/** What other tabs wrote and sent meanwhile counts too; what was stored only this page knows. */
function present(): Outgoing[] {
  const stored = outbox.peek().filter(({ state }) => state === "stored");
  const ids = new Set(stored.map(({ clientMessageId }) => clientMessageId));
  const others = (readOutbox() ?? outbox.peek()).filter(({ clientMessageId }) => !ids.has(clientMessageId));
  return [...stored, ...others];
}

function save(next: Outgoing[]): void {
  outbox.value = next;
  writeOutbox(next.filter((each) => each.state !== "stored"));
}

/** Changes those of a room that are in one of these states. */
function changeAll(roomId: string, states: Outgoing["state"][], update: Partial<Outgoing>): void {
  const affected = (each: Outgoing) => each.roomId === roomId && states.includes(each.state);
  save(present().map((each) => (affected(each) ? { ...each, ...update } : each)));
}

function markStored(clientMessageId: string): void {
  save(
    present().map((each) => (each.clientMessageId === clientMessageId ? { ...each, state: "stored" } : each)),
  );
}

const isUnderWay = ({ state }: Outgoing) => state === "sending" || state === "waiting";
const nextOf = (roomId: string) => present().find((each) => each.roomId === roomId && isUnderWay(each));

/** Later, or as soon as there is a connection. Sending twice is safe, since the id stays the same. */
function tryLater(roomId: string): void {
  changeAll(roomId, ["sending"], { state: "waiting" });
  const tried = tries.get(roomId) ?? 0;
  tries.set(roomId, tried + 1);
  clearTimeout(timers.get(roomId));
  timers.set(
    roomId,
    setTimeout(() => void drain(roomId), backoff(Math.min(tried, 5))),
  );
}

/** Sends one; says whether the next may follow. What follows a refusal in the same room fails with it, so that a retry keeps the order. */
async function post(outgoing: Outgoing): Promise<boolean> {
  const { roomId, content, clientMessageId, threadRootId, alsoInRoom } = outgoing;
  try {
    const body = { content, clientMessageId, threadRootId, alsoInRoom };
    await request("POST", `/api/rooms/${roomId}/messages`, body);
    tries.delete(roomId);
    markStored(clientMessageId);
    return true;
  } catch (error) {
    const failure = error instanceof RequestFailure ? error : undefined;
    if (failure?.temporary) tryLater(roomId);
    else changeAll(roomId, ["sending", "waiting"], { state: "failed", problem: failure?.message ?? "" });
    return !failure?.temporary;
  }
}

async function drainAlone(roomId: string): Promise<void> {
  for (let next = nextOf(roomId); next; next = nextOf(roomId)) if (!(await post(next))) return;
}

async function drain(roomId: string): Promise<void> {
  if (busy.has(roomId)) return;
  busy.add(roomId);
  await alone(roomId, () => drainAlone(roomId)).finally(() => busy.delete(roomId));
}

type Thread = Pick<Outgoing, "threadRootId" | "alsoInRoom">;

/** Shows a message at once and sends it, after those written before it in the same room. False where too many wait. */
export function sendMessage(roomId: string, content: string, thread: Thread = {}): boolean {
  const before = present();
  if (before.length >= most) return false;
  const createdAt = new Date().toISOString();
  writtenAt.set(roomId, Date.parse(createdAt));
  const own = { clientMessageId: newMessageId(), roomId, content, createdAt, state: "sending" } as const;
  save([...before, { ...own, ...thread }]);
  void drain(roomId);
  return true;
}

/** Tries everything again that failed in the room. */
export function retry(roomId: string): void {
  changeAll(roomId, ["failed"], { state: "sending" });
  void drain(roomId);
}

export function discard(clientMessageId: string): void {
  save(present().filter((each) => each.clientMessageId !== clientMessageId));
}

function drainEveryRoom(): void {
  for (const roomId of new Set(
    outbox
      .peek()
      .filter(isUnderWay)
      .map((each) => each.roomId),
  ))
    void drain(roomId);
}

/**
 * What a reload interrupted goes on, here or in whichever tab is left, and what waits goes out when there is a
 * connection again; what was refused waits for its author.
 */
export function resumeOutbox(): void {
  onOutboxChanged(() => {
    outbox.value = present();
    drainEveryRoom();
  });
  addEventListener("online", drainEveryRoom);
  effect(() => {
    if (connection.value === "online") drainEveryRoom();
  });
  drainEveryRoom();
}

/** Drops what has arrived in the list. */
export function reconcile(arrived: (message: Outgoing) => boolean): void {
  const rest = present().filter((each) => !arrived(each));
  if (rest.length < outbox.peek().length) save(rest);
}
