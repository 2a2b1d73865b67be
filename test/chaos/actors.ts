/** What one person does next. Each of these is done again and again, whatever happens meanwhile. */
import type { Message } from "../../src/lib/contract/objects.ts";
import { post, say } from "../faults/attempts.ts";
import type { Person } from "../support/client.ts";
import type { Follower } from "../support/follower.ts";
import { type Answer, ask } from "./ask.ts";
import type { Change } from "./evidence.ts";
import type { Journal } from "./journal.ts";

/** Milliseconds without an answer after which the same is said again. */
const PATIENCE = 2000;
/** Milliseconds before the next try. */
const RETRY = 50;
/** How many of those who have been told say it once more, as if the answer had been lost. */
const REPEATED = 0.02;
const DELETED = 0.2;
/** Messages back to which changes reach. */
const RECENT = 200;

export const any = <Item>(items: readonly Item[]): Item | undefined =>
  items[Math.floor(Math.random() * items.length)];

/** Says one thing until it is acknowledged. */
export async function send(
  journal: Journal,
  { sender, roomId, byHttp }: { sender: Follower; roomId: string; byHttp: boolean },
): Promise<void> {
  const sent = journal.send(roomId, sender.person.id);
  const attempt = () =>
    byHttp
      ? post(sender.person, roomId, sent.clientMessageId, PATIENCE)
      : say(sender, roomId, sent.clientMessageId, PATIENCE);
  try {
    for (let again = true; again;) {
      const message = await attempt();
      if (message) journal.acknowledge(sent, message);
      else await Bun.sleep(RETRY);
      again = sent.acknowledgedAt === undefined || Math.random() < REPEATED;
    }
  } catch (error) {
    journal.refusals.push(`${sent.clientMessageId}: ${(error as Error).message}`);
  }
}

/** Edits or deletes something that they said a while ago. */
export async function revise(journal: Journal, person: Person): Promise<void> {
  const own = journal.sent.slice(-RECENT).filter(({ senderId }) => senderId === person.id);
  const sent = any(own.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined));
  const messageId = sent?.acknowledgements[0]?.id;
  if (messageId === undefined) return;
  const kind = Math.random() < DELETED ? "delete" : "edit";
  const content = kind === "edit" ? `${sent?.clientMessageId} edited ${journal.changes.length}` : "";
  const change: Change = { messageId, kind, content, acknowledged: false };
  journal.changes.push(change);
  const path = `/api/messages/${messageId}`;
  const answer = await (kind === "edit"
    ? ask(person, "PATCH", path, { content })
    : ask(person, "DELETE", path));
  if (answer) judge(journal, change, answer);
}

function judge(journal: Journal, change: Change, answer: Answer): void {
  const { status, text } = answer;
  change.acknowledged = status === 200 || status === 204;
  if (status === 200) change.revision = (JSON.parse(text) as Message).revision;
  const deleted = journal.changes.some(
    ({ messageId, kind }) => messageId === change.messageId && kind === "delete",
  );
  if (!change.acknowledged && status !== 503 && !(status === 409 && deleted))
    journal.refuse(`the ${change.kind} of a message`, answer);
}

/** A page of history has no hole. */
export async function read(journal: Journal, person: Person, roomId: string): Promise<void> {
  const answer = await ask(person, "GET", `/api/rooms/${roomId}/messages?limit=50`);
  if (!answer || answer.status === 503) return;
  if (answer.status !== 200) return journal.refuse("history", answer);
  const { messages } = JSON.parse(answer.text) as { messages: Message[] };
  const sequences = messages.map(({ sequence }) => sequence);
  const [first = 0] = sequences;
  if (sequences.some((sequence, index) => sequence !== first + index))
    journal.refusals.push(`a page of history has a hole: ${sequences.join()}`);
}

/** Leaves a room for a moment, and comes back. */
export async function wander(journal: Journal, person: Person, roomId: string, away: number): Promise<void> {
  await untilDone(journal, person, "DELETE", `/api/rooms/${roomId}/leave`);
  await Bun.sleep(away);
  await comeBack(journal, person, roomId);
}

/**
 * Also once all is well again: a wish to leave that nobody waited for any longer may have been held up on its way to the
 * database, and be carried out after its author has left and come back by another node.
 */
export const comeBack = (journal: Journal, person: Person, roomId: string): Promise<void> =>
  untilDone(journal, person, "POST", `/api/rooms/${roomId}/join`);

/** Whoever has left cannot leave again: the answer to the first try was lost, which also fetch repeats by itself. */
async function untilDone(journal: Journal, person: Person, method: string, path: string): Promise<void> {
  for (;;) {
    const answer = await ask(person, method, path);
    const status = answer?.status ?? 503;
    if (status === 200 || status === 204 || (method === "DELETE" && status === 404)) return;
    if (answer && status !== 503) journal.refuse(`${method} ${path}`, answer);
    await Bun.sleep(RETRY);
  }
}
