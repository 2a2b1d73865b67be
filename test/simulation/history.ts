/** Everything that the database has ever committed, as its own triggers logged it: what all else is held against. */
import type { Row } from "../../db/protocol.ts";
import type { Held } from "../support/holder.ts";

/** One durable change: the state that it left its message in. */
export type Stored = Held & { roomId: string; created: boolean };

/** A log of the simulation's own, written in the transaction of what it logs. */
export const LOG = [
  `CREATE TABLE log (n INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT, room_id TEXT, subject TEXT, sequence INTEGER, revision INTEGER,
    sender_id TEXT, content TEXT, client_message_id TEXT, edited INTEGER, deleted INTEGER)`,
  ...(["INSERT", "UPDATE OF revision"] as const).map(
    (event) => `CREATE TRIGGER log_${event.split(" ")[0]} AFTER ${event} ON messages BEGIN
      INSERT INTO log (kind, room_id, subject, sequence, revision, sender_id, content, client_message_id, edited, deleted)
      VALUES ('${event === "INSERT" ? "created" : "changed"}', new.room_id, new.id, new.sequence, new.revision, new.sender_id,
        new.content, new.client_message_id, new.edited_at IS NOT NULL, new.deleted_at IS NOT NULL); END`,
  ),
  ...(["INSERT", "DELETE"] as const).map(
    (event) => `CREATE TRIGGER log_membership_${event} AFTER ${event} ON memberships BEGIN
      INSERT INTO log (kind, room_id, subject) VALUES ('${event === "INSERT" ? "begun" : "ended"}',
        ${event === "INSERT" ? "new.room_id, new.user_id" : "old.room_id, old.user_id"}); END`,
  ),
];
export const NEWS = `SELECT n, kind, room_id, subject, sequence, revision, sender_id, content, client_message_id, edited, deleted
  FROM log WHERE n > ?1 ORDER BY n`;

type Span = { from: number; to: number };

export class History {
  /** Number of the newest line of the log that was read. */
  read = 0;
  readonly #changes = new Map<string, Stored[]>();
  readonly #latest = new Map<string, Stored>();
  readonly #created = new Map<string, number>();
  readonly #sent = new Map<string, Stored[]>();
  readonly #memberships = new Map<string, Span[]>();
  readonly #fail: (problem: string) => void;

  constructor(fail: (problem: string) => void) {
    this.#fail = fail;
  }

  /** Takes in what a transaction has just committed. */
  commit(rows: Row[], now: number): void {
    for (const row of rows) {
      this.read = Number(row[0]);
      const [, kind, roomId, subject] = row.map(String) as [string, string, string, string];
      if (kind === "begun") this.#spans(roomId, subject).push({ from: now, to: Number.POSITIVE_INFINITY });
      else if (kind === "ended") Object.assign(this.#spans(roomId, subject).at(-1) ?? {}, { to: now });
      else this.#store(toStored(row));
    }
  }

  #store(change: Stored): void {
    const { roomId, id, revision, sequence, created } = change;
    const changes = this.changes(roomId);
    if (revision !== changes.length + 1)
      this.#fail(`revision ${revision} was stored after ${changes.length}`);
    changes.push(change);
    this.#latest.set(id, change);
    if (!created) return;
    const count = (this.#created.get(roomId) ?? 0) + 1;
    this.#created.set(roomId, count);
    if (sequence !== count) this.#fail(`sequence ${sequence} was stored as the message number ${count}`);
    // What is said is said once: the text names the attempt, also where its clientMessageId is lost on the way.
    const same = this.sent(change.content);
    same.push(change);
    if (same.length > 1) this.#fail(`"${change.content}" was stored twice`);
  }

  /** A room's changes: number R stands at R - 1. */
  changes(roomId: string): Stored[] {
    const known = this.#changes.get(roomId) ?? [];
    this.#changes.set(roomId, known);
    return known;
  }

  latest(messageId: string): Stored | undefined {
    return this.#latest.get(messageId);
  }

  /** The messages that were stored with this first text. */
  sent(content: string): Stored[] {
    const known = this.#sent.get(content) ?? [];
    this.#sent.set(content, known);
    return known;
  }

  /** A room's messages in their present state, in its order. */
  present(roomId: string): Held[] {
    const all = [...this.#latest.values()].filter((change) => change.roomId === roomId);
    return all
      .toSorted((a, b) => a.sequence - b.sequence)
      .map(({ roomId: _, created: _made, ...held }) => held);
  }

  isMember(roomId: string, userId: string): boolean {
    return this.#spans(roomId, userId).at(-1)?.to === Number.POSITIVE_INFINITY;
  }

  roomsOf(userId: string, roomIds: string[]): string[] {
    return roomIds.filter((roomId) => this.isMember(roomId, userId));
  }

  /** When the newest membership ended that had begun by then: Infinity for one that goes on, -Infinity if there was none. */
  endBefore(roomId: string, userId: string, time: number): number {
    const begun = this.#spans(roomId, userId).filter(({ from }) => from <= time);
    return begun.at(-1)?.to ?? Number.NEGATIVE_INFINITY;
  }

  /** Whether somebody was a member at all times between these. */
  wasMember(roomId: string, userId: string, from: number, to: number): boolean {
    return this.#spans(roomId, userId).some((span) => span.from <= from && span.to >= to);
  }

  #spans(roomId: string, userId: string): Span[] {
    const key = `${roomId} ${userId}`;
    const known = this.#memberships.get(key) ?? [];
    this.#memberships.set(key, known);
    return known;
  }
}

function toStored(row: Row): Stored {
  const [, kind, roomId, id, sequence, revision, senderId, content, clientMessageId, edited, deleted] = row;
  return {
    ...{ roomId: String(roomId), created: kind === "created", id: String(id) },
    ...{ sequence: Number(sequence), revision: Number(revision), senderId: String(senderId) },
    ...{ content: String(content), clientMessageId: clientMessageId as string | null },
    ...{ edited: edited === 1, deleted: deleted === 1 },
  };
}
