/** People who send, edit and delete over HTTP until the database is gone, and what they were told is stored. */
import { expect } from "bun:test";
import type { Message } from "../../src/lib/contract/objects.ts";
import { Person } from "../support/client.ts";

/** What must be true of a message, whatever happens to the database's machine. */
type Known = {
  clientMessageId: string;
  /** Undefined while its sending was never acknowledged. */
  message: Message | undefined;
  /** Contents that it may have: what was acknowledged last, and edits without an answer since. */
  contents: Set<string>;
  /** `maybe`: a deletion had no answer. */
  deleted: "no" | "maybe" | "yes";
  busy: boolean;
};

export type Query = (sql: string) => Promise<unknown[][]>;

const ROWS =
  "id, sequence, revision, content, client_message_id, deleted_at IS NOT NULL, created_revision FROM messages";
/** Requests under way at once: enough that a commit carries several. */
const AT_ONCE = 12;
/** Characters: so that a commit is several pages of the database. */
const MAX_LENGTH = 3000;

export class Work {
  readonly #people: Person[];
  readonly #roomId: string;
  readonly #random: () => number;
  readonly #messages = new Map<string, Known>();
  #count = 0;
  #running: Promise<unknown> = Promise.resolve();
  #stopped = false;
  acknowledged = 0;
  /** Answers other than success, an own 503 and no answer. */
  readonly unexpected: string[] = [];

  private constructor(people: Person[], roomId: string, random: () => number) {
    this.#people = people;
    this.#roomId = roomId;
    this.#random = random;
  }

  static async begin(url: string, random: () => number): Promise<Work> {
    const people = [await Person.register(url), await Person.register(url)];
    const room = await people[0]!.createRoom("closed");
    await people[0]!.invite(room.id, people[1]!);
    return new Work(people, room.id, random);
  }

  /** Goes on until `stop`, through every failure. */
  run(): void {
    this.#stopped = false;
    this.#running = Promise.all(Array.from({ length: AT_ONCE }, () => this.#actor()));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  /** Everything that was acknowledged is in these tables, once and in its place, and nothing that nobody asked for. */
  async verify(query: Query): Promise<void> {
    const rows = await query(`SELECT ${ROWS} WHERE room_id = '${this.#roomId}' ORDER BY sequence`);
    expect(rows.map(([, sequence]) => Number(sequence))).toEqual(rows.map((_, index) => index + 1));
    const [room] = await query(`SELECT last_sequence, revision FROM rooms WHERE id = '${this.#roomId}'`);
    const revisions = rows.map(([, , revision]) => Number(revision));
    expect(room?.map(Number)).toEqual([rows.length, Math.max(0, ...revisions)]);
    expect(new Set(revisions).size).toBe(rows.length);
    const byId = new Map(rows.map((row) => [String(row[4]), row]));
    expect(byId.size).toBe(rows.length);
    expect([...byId.keys()].filter((id) => !this.#messages.has(id))).toEqual([]);
    const lost: unknown[] = [];
    for (const known of this.#messages.values())
      if (!fits(known, byId.get(known.clientMessageId)))
        lost.push({
          ...known,
          contents: [...known.contents].map(short),
          row: byId.get(known.clientMessageId)?.map(short),
        });
    expect(lost).toEqual([]);
  }

  /** From now on these tables are the truth: what had no answer is settled by them. */
  async adopt(query: Query): Promise<void> {
    const rows = await query(`SELECT ${ROWS} WHERE room_id = '${this.#roomId}'`);
    const byId = new Map(rows.map((row) => [String(row[4]), row]));
    for (const known of this.#messages.values()) {
      const row = byId.get(known.clientMessageId);
      if (!row) continue;
      known.contents = new Set([String(row[3])]);
      known.deleted = Number(row[5]) === 1 ? "yes" : "no";
    }
  }

  async #actor(): Promise<void> {
    while (!this.#stopped) {
      const known = this.#pick();
      known.busy = true;
      const done = await this.#act(known);
      known.busy = false;
      if (done) this.acknowledged += 1;
      else await Bun.sleep(5);
    }
  }

  /** Mostly something new; what had no answer is sent again. */
  #pick(): Known {
    const free = [...this.#messages.values()].slice(-100).filter(({ busy }) => !busy);
    const unanswered = free.find(({ message }) => !message);
    if (unanswered) return unanswered;
    const living = free.filter(({ deleted }) => deleted === "no");
    const chosen = this.#random() < 0.3 && living[Math.floor(this.#random() * living.length)];
    if (chosen) return chosen;
    const clientMessageId = `m${this.#count++}`;
    const known: Known = {
      clientMessageId,
      message: undefined,
      contents: new Set(),
      deleted: "no",
      busy: false,
    };
    known.contents.add(this.#text(clientMessageId));
    this.#messages.set(clientMessageId, known);
    return known;
  }

  #text(word: string): string {
    return `${word} ${"x".repeat(Math.floor(this.#random() * MAX_LENGTH))}`.trim();
  }

  /** Whether it was acknowledged. */
  async #act(known: Known): Promise<boolean> {
    const { message } = known;
    const person = this.#people[Number(known.clientMessageId.slice(1)) % this.#people.length]!;
    if (!message) return this.#send(person, known);
    return this.#random() < 0.7 ? this.#edit(person, known, message) : this.#delete(person, known, message);
  }

  async #send(person: Person, known: Known): Promise<boolean> {
    const { clientMessageId, contents } = known;
    const [content] = contents;
    const path = `/api/rooms/${this.#roomId}/messages`;
    const message = await this.#ask(person, "POST", path, { content, clientMessageId });
    if (message) known.message = message;
    return message !== undefined;
  }

  async #edit(person: Person, known: Known, { id }: Message): Promise<boolean> {
    const content = this.#text(`${known.clientMessageId} again`);
    known.contents.add(content);
    const message = await this.#ask(person, "PATCH", `/api/messages/${id}`, { content });
    if (!message) return false;
    known.contents = new Set([content]);
    known.message = message;
    return true;
  }

  async #delete(person: Person, known: Known, { id }: Message): Promise<boolean> {
    known.deleted = "maybe";
    const answered = await this.#ask(person, "DELETE", `/api/messages/${id}`);
    if (answered) known.deleted = "yes";
    return answered !== undefined;
  }

  async #ask(person: Person, method: string, path: string, body?: unknown): Promise<Message | undefined> {
    try {
      const response = await person.request(method, path, body);
      const text = await response.text();
      if (response.ok) return (text ? JSON.parse(text) : {}) as Message;
      if (response.status !== 503 || !response.headers.has("retry-after"))
        this.unexpected.push(`${method} ${path} answered ${response.status}: ${text}`);
    } catch {
      // Its node is gone.
    }
    return undefined;
  }
}

function fits(known: Known, row: unknown[] | undefined): boolean {
  const { message, contents, deleted } = known;
  if (!row) return message === undefined;
  const [id, sequence, revision, content, , isDeleted] = row;
  if (message && (id !== message.id || sequence !== message.sequence || Number(revision) < message.revision))
    return false;
  if (Number(isDeleted) === 1) return deleted !== "no" && content === "";
  return deleted !== "yes" && contents.has(String(content));
}

const short = (value: unknown): unknown => (typeof value === "string" ? value.slice(0, 40) : value);
