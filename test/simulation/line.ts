/** A connection between a client and a node: in order like TCP, and like it cut at any point, on one side or on both. */
import type { SocketData } from "../../src/channels/connection.ts";
import type { Random } from "./random.ts";
import type { Process, Scheduler } from "./scheduler.ts";

export type LineParts = { time: Scheduler; random: Random };

/** One way: what is sent arrives in the order in which it was sent, or not at all. */
export class Way {
  open = true;
  /** Milliseconds at most on the way. */
  slowest = 2;
  #last = 0;
  readonly #parts: LineParts;
  readonly #to: Process;

  constructor(parts: LineParts, to: Process) {
    this.#parts = parts;
    this.#to = to;
  }

  carry(run: () => void): void {
    if (!this.open) return;
    const { time, random } = this.#parts;
    this.#last = Math.max(time.now + random.between(0.1, this.slowest), this.#last);
    time.scheduleAt(this.#to, this.#last, () => this.open && run());
  }
}

/** What a client hears of its connection. */
export type LineEvents = {
  opened: () => void;
  frame: (text: string, sentAt: number) => void;
  closed: (code: number) => void;
};

/** What a node does with its sockets: Bun's handler. */
export type Door = {
  open: (socket: ServerSocket) => void;
  message: (socket: ServerSocket, text: string) => void;
  close: (socket: ServerSocket, code: number, reason: string) => void;
};

export class Line {
  readonly up: Way;
  readonly down: Way;
  readonly #parts: LineParts;
  readonly #client: Process;
  readonly #events: LineEvents;
  socket: ServerSocket | undefined;

  constructor(parts: LineParts, client: Process, node: Process, events: LineEvents) {
    this.#parts = parts;
    this.#client = client;
    this.#events = events;
    this.up = new Way(parts, node);
    this.down = new Way(parts, client);
  }

  send(text: string): void {
    this.up.carry(() => this.socket?.receive(text));
  }

  /** Frames that have set out arrive before it. */
  frame(text: string): void {
    const sentAt = this.#parts.time.now;
    this.down.carry(() => this.#events.frame(text, sentAt));
  }

  opened(): void {
    this.down.carry(() => this.#events.opened());
  }

  /** The node has closed it. */
  closed(code: number): void {
    this.up.open = false;
    this.down.carry(() => {
      this.down.open = false;
      this.#events.closed(code);
    });
  }

  /** The client has left it behind. */
  left(): void {
    this.down.open = false;
    this.up.carry(() => this.socket?.ended(1005));
  }

  /** Nothing passes any more. Each side learns of it after so many milliseconds, or never. */
  cut(clientLearns: number | undefined, nodeLearns: number | undefined): void {
    const { time } = this.#parts;
    this.up.open = false;
    this.down.open = false;
    const { socket } = this;
    if (clientLearns !== undefined)
      time.schedule(this.#client, clientLearns, () => this.#events.closed(1006));
    if (nodeLearns !== undefined && socket)
      time.schedule(socket.process, nodeLearns, () => socket.ended(1006));
  }
}

/** The sockets of one node and who listens to what: stands in for `Bun.serve`. */
export class Port {
  readonly sockets = new Set<ServerSocket>();
  readonly topics = new Map<string, Set<ServerSocket>>();
  readonly process: Process;
  readonly door: Door;
  readonly parts: LineParts;

  constructor(parts: LineParts, process: Process, door: Door) {
    this.parts = parts;
    this.process = process;
    this.door = door;
  }

  publish(topic: string, frame: string): number {
    const listeners = this.topics.get(topic);
    for (const socket of listeners ?? []) socket.send(frame);
    return listeners?.size ?? 0;
  }

  subscriberCount(topic: string): number {
    return this.topics.get(topic)?.size ?? 0;
  }

  accept(line: Line, data: SocketData): void {
    const socket = new ServerSocket(this, line, data);
    line.socket = socket;
    this.sockets.add(socket);
    line.opened();
    this.door.open(socket);
  }
}

/** The part of Bun's `ServerWebSocket` that the product uses. */
export class ServerSocket {
  readonly data: SocketData;
  readonly #port: Port;
  readonly #line: Line;
  readonly #topics = new Set<string>();
  #open = true;

  constructor(port: Port, line: Line, data: SocketData) {
    this.#port = port;
    this.#line = line;
    this.data = data;
  }

  get process(): Process {
    return this.#port.process;
  }

  get subscriptions(): string[] {
    return [...this.#topics];
  }

  receive(text: string): void {
    if (this.#open) this.#port.door.message(this, text);
  }

  send(text: string): void {
    if (this.#open && this.process.effect()) this.#line.frame(text);
  }

  cork(say: (socket: this) => void): void {
    say(this);
  }

  subscribe(topic: string): void {
    if (!this.#open) return;
    this.#topics.add(topic);
    const listeners = this.#port.topics.get(topic) ?? new Set();
    this.#port.topics.set(topic, listeners.add(this));
  }

  unsubscribe(topic: string): void {
    this.#topics.delete(topic);
    this.#port.topics.get(topic)?.delete(this);
  }

  isSubscribed(topic: string): boolean {
    return this.#topics.has(topic);
  }

  close(code: number, reason: string): void {
    if (!this.#open || !this.process.effect()) return;
    this.#line.closed(code);
    this.#forget();
    this.#port.parts.time.schedule(this.process, 0, () => this.#port.door.close(this, code, reason));
  }

  /** The other side has gone, as far as the node can tell. */
  ended(code: number): void {
    if (!this.#open) return;
    this.#forget();
    this.#port.door.close(this, code, "");
  }

  #forget(): void {
    this.#open = false;
    for (const topic of this.#topics) this.unsubscribe(topic);
    this.#port.sockets.delete(this);
  }

  cut(clientLearns: number | undefined, nodeLearns: number | undefined): void {
    this.#line.cut(clientLearns, nodeLearns);
  }
}
