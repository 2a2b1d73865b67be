import type { ServerWebSocket } from "bun";
import type { Actor } from "../domain/actor.ts";
import { closeCode, type ServerFrame } from "../lib/contract/frames.ts";
import type { Listener } from "../realtime/hub.ts";
import type { Format } from "./topics.ts";

/** What the upgrade knows: Bun keeps it on the socket. */
export type SocketData = {
  id: string;
  format: Format;
  /** The access token in a browser's cookie; one that is no longer good is answered with `auth_error`. */
  cookie: string | undefined;
  connection?: Connection;
};

export type Socket = ServerWebSocket<SocketData>;

/** Frames (and their bytes) of one connection that may wait or be under way at once. */
const MAX_QUEUED = 512;
const MAX_QUEUED_BYTES = 2 * 1024 * 1024;

type Handle = (text: string) => Promise<void>;

/** One socket: takes its frames one after another, and writes to it. */
export class Connection implements Listener {
  readonly id: string;
  readonly format: Format;
  /** Set once authenticated. */
  actor: Actor | undefined;
  /** When it was told who is online, on the clock that never jumps. */
  since = 0;
  /** Under way while the cookie's session is let in; its frames wait for that. */
  entering: Promise<void> | undefined;
  /** Frames in a row that could not be understood. */
  malformed = 0;
  /** GCRA's arrival time of the next frame. */
  frameArrival = 0;
  readonly #socket: Socket;
  /** Made by the first frame that has to wait. */
  #waiting: string[] | undefined;
  #bytes = 0;
  #underWay = 0;
  #handling = false;
  #closed = false;
  /** The last change of what it hears that is under way. */
  #changing: Promise<void> | undefined;
  #kept: string[] | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.id = socket.data.id;
    this.format = socket.data.format;
  }

  get owner(): string {
    return this.actor?.userId ?? "";
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Queues a frame for `handle`; frames are begun in the order in which they came. */
  receive(text: string, handle: Handle): void {
    if (this.#closed) return;
    this.#bytes += text.length;
    const waiting = this.#waiting?.length ?? 0;
    if (waiting + this.#underWay >= MAX_QUEUED || this.#bytes > MAX_QUEUED_BYTES) {
      this.close(closeCode.flooding, "too many frames at once");
      return;
    }
    if (this.#handling) (this.#waiting ??= []).push(text);
    else void this.#drain(text, handle);
  }

  /** Counts work that goes on after its frame was begun, so that the queue's bound holds for it too. */
  async track(work: Promise<unknown>): Promise<void> {
    this.#underWay += 1;
    await work.finally(() => (this.#underWay -= 1));
  }

  /** Changes of what this connection hears are made one after another, so that the newest decides. */
  inTurn(change: () => Promise<void>): Promise<void> {
    const run = () => (this.#closed ? Promise.resolve() : change());
    const next = this.#changing ? this.#changing.then(run) : run();
    const changing = next
      .catch(() => undefined)
      .then(() => {
        if (this.#changing === changing) this.#changing = undefined;
      });
    this.#changing = changing;
    return next;
  }

  async #drain(first: string, handle: Handle): Promise<void> {
    this.#handling = true;
    for (
      let text: string | undefined = first;
      text !== undefined && !this.#closed;
      text = this.#waiting?.shift()
    ) {
      this.#bytes -= text.length;
      await handle(text);
    }
    this.#waiting = undefined;
    this.#handling = false;
  }

  /** What is said meanwhile leaves in one write. */
  atOnce(work: () => void): void {
    if (this.#closed) work();
    else this.#socket.cork(work);
  }

  send(frame: string): void {
    if (!this.#closed) this.#socket.send(frame);
  }

  say(frame: ServerFrame): void {
    this.send(JSON.stringify(frame));
  }

  /** Keeps a frame for `flush`; true where it is the first that waits. Unlike `send` it may be overtaken. */
  keep(frame: string): boolean {
    if (this.#closed) return false;
    this.#kept ??= [];
    return this.#kept.push(frame) === 1;
  }

  /** Sends what was kept, and what its rooms brought in this turn, in one write. */
  flush(): void {
    const frames = this.#kept;
    if (!frames || this.#closed) return;
    this.#kept = undefined;
    this.sendAll(frames);
  }

  /** In one write, or few. */
  sendAll(frames: readonly string[]): void {
    if (this.#closed) return;
    this.#socket.cork((socket) => {
      for (const frame of frames) socket.send(frame);
    });
  }

  subscribe(topic: string): void {
    if (!this.#closed) this.#socket.subscribe(topic);
  }

  unsubscribe(topic: string): void {
    if (!this.#closed) this.#socket.unsubscribe(topic);
  }

  isSubscribed(topic: string): boolean {
    return !this.#closed && this.#socket.isSubscribed(topic);
  }

  get topics(): string[] {
    return this.#closed ? [] : this.#socket.subscriptions;
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.flush();
    this.ended();
    this.#socket.close(code, reason);
  }

  /** The socket is gone: nothing may touch it any more. */
  ended(): void {
    this.#closed = true;
    this.#waiting = undefined;
    this.#kept = undefined;
  }
}
