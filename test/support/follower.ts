import type { ClientFrame, MessageEvent, ServerFrame } from "../../src/lib/contract/frames.ts";
import type { Message, Room } from "../../src/lib/contract/objects.ts";
import type { Person } from "./client.ts";
import { Holder } from "./holder.ts";
import { waitFor } from "./wait.ts";

/** The close codes after which the contract asks a client to come back. */
const COME_BACK = new Set([1001, 1006, 1011, 1012, 1013]);
const PAGE = 100;
/** Milliseconds before what failed is tried again, and in which a room must have been read. */
const RETRY = 100;
const READ_WITHIN = 5000;

const isEvent = (frame: ServerFrame): frame is MessageEvent =>
  (frame.type === "new_message" || frame.type === "message_updated") && "message" in frame;

/** A person's client as the contract wants it: holds rooms, resumes after every gap, comes back when asked to. */
export class Follower implements AsyncDisposable {
  readonly person: Person;
  readonly holders = new Map<string, Holder>();
  readonly acks = new Map<string, Message>();
  readonly errors: Extract<ServerFrame, { type: "error" }>[] = [];
  readonly closes: number[] = [];
  /** Gaps and steps back on a connection that had caught up: promise 2 of the contract forbids both. */
  readonly disorders: string[] = [];
  /** Where to come back to; undefined: stay away. */
  url: string | undefined;
  /** Milliseconds before it comes back, by the tries since it was last let in. Tests that time nothing do not wait long. */
  backoff: (attempt: number) => number = () => 20 + Math.random() * 30;
  #attempt = 0;
  /** Milliseconds of silence after which its connection counts as dead; after half of them it asks. Undefined: never. */
  patience: number | undefined;
  #lastHeard = 0;
  #watch: ReturnType<typeof setInterval> | undefined;
  #socket: WebSocket | undefined;
  #authenticated = false;
  /** Rooms to ask for next, and those that are asked for now: one `resume` at a time, so that each answer is known. */
  readonly #wanted = new Set<string>();
  #asked: ReadonlySet<string> | undefined;
  #loading = 0;
  /** Per connection and room, the revision of the newest event since it caught up. */
  readonly #newest = new Map<string, number>();

  constructor(person: Person, rooms: string[] = []) {
    this.person = person;
    for (const roomId of rooms) this.holders.set(roomId, new Holder());
  }

  holder(roomId: string): Holder {
    const holder = this.holders.get(roomId) ?? new Holder();
    this.holders.set(roomId, holder);
    return holder;
  }

  /** Connects, and from then on comes back whenever the contract asks for it. */
  start(url = this.person.url): this {
    this.url = url;
    this.#open();
    return this;
  }

  /** Connected, and every room that it holds was answered for. */
  get ready(): boolean {
    return this.#authenticated && !this.#asked && this.#wanted.size === 0 && this.#loading === 0;
  }

  untilReady(timeout = 15_000): Promise<unknown> {
    return waitFor(() => this.ready, {
      timeout,
      message: () =>
        `${this.person.username} to catch up; closes ${this.closes.join()}, errors ${JSON.stringify(this.errors.slice(-2))}`,
    });
  }

  /** False while there is no connection: nothing was sent. */
  say(frame: ClientFrame): boolean {
    if (!this.#authenticated || this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  send(roomId: string, content: string, clientMessageId: string): boolean {
    return this.say({ type: "send_message", roomId, content, clientMessageId });
  }

  resume(...roomIds: string[]): void {
    for (const roomId of roomIds) this.#wanted.add(roomId);
    this.#ask();
  }

  #ask(): void {
    if (this.#asked || this.#wanted.size === 0 || !this.#authenticated) return;
    this.#asked = new Set(this.#wanted);
    this.#wanted.clear();
    const rooms: Record<string, number> = {};
    for (const roomId of this.#asked) rooms[roomId] = this.holder(roomId).revision;
    this.say({ type: "resume", rooms });
  }

  #answered(): void {
    this.#asked = undefined;
    this.#ask();
  }

  /** Loses the connection without a word, as a tunnel or a lid does. */
  drop(): void {
    this.#leave();
  }

  #open(): void {
    const socket = new WebSocket(`${(this.url ?? "").replace(/^http/, "ws")}/ws`);
    this.#socket = socket;
    this.#watchOver();
    socket.onopen = () =>
      socket.send(JSON.stringify({ type: "authenticate", token: this.person.session.accessToken }));
    socket.onmessage = ({ data }) => {
      if (this.#socket !== socket) return;
      this.#lastHeard = performance.now();
      this.#hear(JSON.parse(String(data)) as ServerFrame);
    };
    socket.onclose = ({ code }) => this.#socket === socket && this.#closed(code);
  }

  #watchOver(): void {
    const { patience } = this;
    clearInterval(this.#watch);
    if (patience === undefined) return;
    this.#lastHeard = performance.now();
    this.#watch = setInterval(() => {
      const silence = performance.now() - this.#lastHeard;
      if (silence > patience) this.#giveUp();
      else if (silence > patience / 2) this.say({ type: "ping" });
    }, patience / 4);
  }

  /** Nobody may ever say that a half-open connection is closed. */
  #giveUp(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    clearInterval(this.#watch);
    socket?.terminate();
    this.#closed(1006);
  }

  #closed(code: number): void {
    clearInterval(this.#watch);
    this.closes.push(code);
    this.#authenticated = false;
    if (this.url === undefined || !COME_BACK.has(code)) return;
    const delay = this.backoff(this.#attempt++);
    setTimeout(() => this.url !== undefined && !this.#authenticated && this.#open(), delay);
  }

  #leave(): void {
    const socket = this.#socket;
    this.url = undefined;
    this.#socket = undefined;
    this.#authenticated = false;
    clearInterval(this.#watch);
    this.#forgetAsked();
    socket?.terminate();
  }

  #hear(frame: ServerFrame): void {
    if (frame.type === "authenticated") this.#begin();
    else if (isEvent(frame)) this.#take(frame);
    else if (frame.type === "message_ack") this.acks.set(frame.clientMessageId, frame.message);
    else if (frame.type === "resumed") this.#answered();
    else if (frame.type === "resync") void this.#load(frame.roomId);
    // A room that it came (back) into: what was said before is not sent by itself.
    else if (
      frame.type === "user_joined" &&
      frame.user.id === this.person.id &&
      this.holders.has(frame.roomId)
    )
      this.resume(frame.roomId);
    else if (frame.type === "error") this.#fail(frame);
  }

  #begin(): void {
    this.#authenticated = true;
    this.#attempt = 0;
    this.#newest.clear();
    this.#forgetAsked();
    this.resume(...this.holders.keys());
  }

  #take(event: MessageEvent): void {
    const { roomId, revision } = event.message;
    const holder = this.holder(roomId);
    const caughtUp = !this.#asked?.has(roomId) && !this.#wanted.has(roomId) && this.#loading === 0;
    if (caughtUp && revision <= (this.#newest.get(roomId) ?? 0))
      this.disorders.push(`${roomId}: ${revision} came after ${this.#newest.get(roomId)}`);
    const verdict = holder.take(event, caughtUp);
    if (caughtUp) this.#newest.set(roomId, revision);
    if (verdict !== "missed" || !caughtUp) return;
    this.disorders.push(`${roomId}: ${revision} after ${event.after}, while ${holder.revision} was held`);
    this.resume(roomId);
  }

  #forgetAsked(): void {
    this.#asked = undefined;
    this.#wanted.clear();
  }

  /** What the server could not answer now is asked for again. */
  #fail(frame: Extract<ServerFrame, { type: "error" }>): void {
    this.errors.push(frame);
    const asked = this.#asked;
    if (frame.code !== "unavailable" || frame.clientMessageId !== undefined || !asked) return;
    setTimeout(() => {
      if (this.#asked !== asked) return;
      for (const roomId of asked) this.#wanted.add(roomId);
      this.#answered();
    }, RETRY);
  }

  /** What could not be read in time is asked for again, from the beginning. */
  async #load(roomId: string): Promise<void> {
    this.#loading += 1;
    for (let loaded = false; !loaded && this.url !== undefined;) {
      const copy = this.#copy(roomId).catch(() => undefined);
      const read = await Promise.race([copy, Bun.sleep(READ_WITHIN).then(() => undefined)]);
      if (read) this.holder(roomId).load(read.messages, read.revision);
      else await Bun.sleep(RETRY);
      loaded = read !== undefined;
    }
    this.#newest.delete(roomId);
    this.#loading -= 1;
    this.resume(roomId);
  }

  /** The revision first: whatever changes while the pages are read comes with the resume that follows. */
  async #copy(roomId: string): Promise<{ messages: Message[]; revision: number }> {
    const { revision } = await this.person.call<Room>("GET", `/api/rooms/${roomId}`);
    const messages: Message[] = [];
    for (let more = true; more;) {
      const page = await this.person.history(
        roomId,
        `?after=${messages.at(-1)?.sequence ?? 0}&limit=${PAGE}`,
      );
      messages.push(...page.messages);
      more = page.hasMore;
    }
    return { messages, revision };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#leave();
    await Promise.resolve();
  }
}
