import type { Socket } from "bun";
import { backoff } from "../../static/live/backoff.ts";
import { END_OF_HEAD, upgradeRequest } from "../load/handshake.ts";
import { maskedFrame, Opcode, readFrames, type FrameReceiver } from "../load/frames.ts";

/** Milliseconds after which an attempt that nobody answers is given up, as the web client does. */
const CONNECT_WITHIN = 20_000;

type Event = { type: string; after: number; message: { revision: number } };

/** What all of a crowd's clients count together. */
export type Counts = { refused: number; closes: Record<number, number>; gaps: number };

/** A client that holds one room, and after every cut comes back as the web client does: full jitter, then `resume`. */
export class Returner implements FrameReceiver {
  /** Newest revision that it holds; undefined before it was told where the room stands. */
  revision: number | undefined;
  /** When it was last known to hold everything; undefined while it is away. */
  backAt: number | undefined;
  #socket: Socket<Returner> | undefined;
  #carry: Buffer | null = null;
  #upgraded = false;
  #attempt = 0;
  #deadline: Timer | undefined;
  readonly #roomId: string;
  readonly #token: string;
  readonly #port: number;
  readonly #counts: Counts;

  constructor({
    roomId,
    token,
    port,
    counts,
  }: {
    roomId: string;
    token: string;
    port: number;
    counts: Counts;
  }) {
    this.#roomId = roomId;
    this.#token = token;
    this.#port = port;
    this.#counts = counts;
  }

  /** The network is gone, without a word. */
  cut(): void {
    const socket = this.#socket;
    this.#forget();
    socket?.terminate();
    this.#comeBack(0);
  }

  async open(): Promise<void> {
    this.#deadline = setTimeout(() => this.cut(), CONNECT_WITHIN);
    try {
      this.#socket = await Bun.connect({
        hostname: "127.0.0.1",
        port: this.#port,
        data: this,
        socket: handlers,
      });
      this.#socket.setNoDelay(true);
      this.#socket.write(upgradeRequest("/ws", this.#port));
    } catch {
      this.#forget();
      this.#comeBack(0);
    }
  }

  received(chunk: Buffer): void {
    const bytes = this.#carry === null ? chunk : Buffer.concat([this.#carry, chunk]);
    this.#carry = this.#upgraded ? readFrames(bytes, this) : this.#readHead(bytes);
  }

  closed(): void {
    if (!this.#socket) return;
    this.#forget();
    this.#comeBack(0);
  }

  frame(opcode: number, bytes: Buffer, start: number, end: number): void {
    if (opcode === Opcode.ping) this.#write(Opcode.pong, bytes.toString("utf8", start, end));
    if (opcode === Opcode.close) {
      const code = bytes.readUInt16BE(start);
      this.#counts.closes[code] = (this.#counts.closes[code] ?? 0) + 1;
    }
    if (opcode === Opcode.text) this.#hear(bytes.toString("utf8", start, end));
  }

  #hear(text: string): void {
    const frame = JSON.parse(text) as Event & { rooms: Record<string, number> };
    if (frame.type === "authenticated")
      this.#say({ type: "resume", rooms: { [this.#roomId]: this.revision ?? 0 } });
    else if (frame.type === "resumed") this.#caughtUp(frame.rooms[this.#roomId] ?? 0);
    else if (frame.type === "new_message") this.#take(frame);
  }

  #take({ after, message }: Event): void {
    if (message.revision <= (this.revision ?? 0)) return;
    if (after > (this.revision ?? 0)) return this.#missed();
    this.revision = message.revision;
  }

  /** Before it has caught up that is expected: what it asked for is on its way. */
  #missed(): void {
    if (this.backAt !== undefined) this.#counts.gaps += 1;
  }

  #caughtUp(revision: number): void {
    clearTimeout(this.#deadline);
    this.#attempt = 0;
    this.revision = Math.max(revision, this.revision ?? 0);
    this.backAt = performance.now();
  }

  #readHead(bytes: Buffer): Buffer | null {
    const end = bytes.indexOf(END_OF_HEAD);
    if (end < 0) return Buffer.from(bytes);
    const head = bytes.toString("latin1", 0, end);
    if (!head.startsWith("HTTP/1.1 101")) return this.#refused(head);
    this.#upgraded = true;
    this.#say({ type: "authenticate", token: this.#token });
    return readFrames(bytes.subarray(end + END_OF_HEAD.length), this);
  }

  #refused(head: string): null {
    this.#counts.refused += 1;
    const socket = this.#socket;
    this.#forget();
    socket?.terminate();
    this.#comeBack(Number(/retry-after: (\d+)/i.exec(head)?.[1] ?? 0) * 1000);
    return null;
  }

  #comeBack(atLeast: number): void {
    setTimeout(() => void this.open(), atLeast + backoff(this.#attempt));
    this.#attempt += 1;
  }

  #forget(): void {
    clearTimeout(this.#deadline);
    this.#socket = undefined;
    this.#carry = null;
    this.#upgraded = false;
    this.backAt = undefined;
  }

  #say(frame: unknown): void {
    this.#write(Opcode.text, JSON.stringify(frame));
  }

  /** Frames of a client are small: the kernel takes them whole. */
  #write(opcode: number, payload: string): void {
    this.#socket?.write(maskedFrame(opcode, Buffer.from(payload)).bytes);
  }
}

const handlers = {
  binaryType: "buffer" as const,
  data: (socket: { data: Returner }, chunk: Buffer) => socket.data.received(chunk),
  close: (socket: { data: Returner }) => socket.data.closed(),
  error: (socket: { data: Returner }) => socket.data.closed(),
};
