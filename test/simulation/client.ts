/** A client that keeps the contract, on the browser's own rules: when to come back, what to ask for, what to take. */
import type { ClientFrame, ServerFrame } from "../../src/lib/contract/frames.ts";
import { asksToComeBack, backoff } from "../../static/live/backoff.ts";
import { Heartbeat } from "../../static/live/heartbeat.ts";
import { Resumption } from "../../static/live/resumption.ts";
import { Line } from "./line.ts";
import { Process } from "./scheduler.ts";
import { Rooms } from "./rooms.ts";
import type { World } from "./world.ts";

/** Milliseconds, as in `static/live/socket.ts`. */
const CONNECT_WITHIN = 20_000;

/** Milliseconds that a frame usually takes at most. */
const USUAL = 2;

export type Person = { userId: string; username: string; sessionId: string };

/** One life of a client: a reload ends it, and begins the next. */
export class Client {
  readonly name: string;
  readonly person: Person;
  readonly format: "json" | "html";
  readonly process: Process;
  readonly world: World;
  readonly resumption: Resumption;
  readonly rooms: Rooms;
  readonly #heartbeat: Heartbeat;
  #line: Line | undefined;
  online = false;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  /** Milliseconds at most for which what it sends and hears is on its way. */
  slowest = USUAL;
  /** By connection, the clientMessageIds that it was first said on, in order. */
  said: string[] = [];

  constructor(world: World, { name, person, format }: Pick<Client, "name" | "person" | "format">) {
    this.world = world;
    this.name = name;
    this.person = person;
    this.format = format;
    this.process = new Process(name);
    this.resumption = new Resumption((frame) => this.send(frame));
    this.rooms = new Rooms(this);
    this.#heartbeat = new Heartbeat(
      () => this.send({ type: "ping" }),
      () => this.lost(1006),
    );
    world.time.schedule(this.process, 0, () => this.#open());
  }

  send(frame: ClientFrame): boolean {
    if (!this.online || !this.#line) return false;
    this.#line.send(JSON.stringify(frame));
    return true;
  }

  note(what: string): void {
    this.world.note(this.name, what);
  }

  fail(problem: string): void {
    this.world.fail(`${this.name}: ${problem}`);
  }

  /** The network is back, as a browser tells its page. */
  wake(): void {
    if (this.#retry !== undefined) this.#reopen();
    else this.#heartbeat.check();
  }

  slowDown(milliseconds = USUAL): void {
    this.slowest = milliseconds;
    if (!this.#line) return;
    this.#line.up.slowest = milliseconds;
    this.#line.down.slowest = milliseconds;
  }

  cut(clientLearns: number | undefined, nodeLearns: number | undefined): void {
    this.#line?.cut(clientLearns, nodeLearns);
  }

  /** Goes for good: what its user would do by closing the page, or by reloading it. */
  leave(): void {
    this.#line?.left();
    this.process.end();
  }

  lost(code: number): void {
    if (!this.#line) return;
    this.note(`loses its connection: ${code}`);
    this.#line.left();
    this.#line = undefined;
    this.online = false;
    this.#heartbeat.stop();
    clearTimeout(this.#deadline);
    if (!asksToComeBack(code)) return this.fail(`was sent away with ${code}`);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#reopen(), backoff(this.#attempt));
    this.#attempt += 1;
  }

  #reopen(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    if (!this.#line) this.#open();
  }

  #open(): void {
    const { time, random } = this.world;
    const node = random.pick(this.world.nodes);
    const line: Line = new Line(this.world, this.process, node.process, {
      opened: () => this.format === "json" && line.send(this.#authenticate()),
      frame: (text, sentAt) => this.#line === line && this.#receive(text, sentAt),
      closed: (code) => this.#line === line && this.lost(code),
    });
    line.up.slowest = this.slowest;
    line.down.slowest = this.slowest;
    this.#line = line;
    this.#deadline = setTimeout(() => this.lost(1006), CONNECT_WITHIN);
    if (!node.port) return void time.schedule(this.process, 1, () => this.#line === line && this.lost(1006));
    const cookie = this.format === "html" ? this.person.sessionId : undefined;
    const data = { id: Bun.randomUUIDv7(), format: this.format, cookie };
    line.up.carry(() => (node.port ? node.port.accept(line, data) : line.closed(1006)));
    this.note(`connects to ${node.name}`);
  }

  #authenticate(): string {
    return JSON.stringify({ type: "authenticate", token: this.person.sessionId } satisfies ClientFrame);
  }

  #receive(text: string, sentAt: number): void {
    this.#heartbeat.heard();
    const frame = JSON.parse(text) as ServerFrame;
    if (frame.type === "authenticated") this.#established();
    this.world.privacy.heard(this, frame, sentAt);
    this.rooms.receive(frame);
    if (frame.type === "message_ack")
      this.world.post.acknowledged(this, frame.clientMessageId, frame.message);
    if (frame.type === "error" && frame.clientMessageId !== undefined)
      this.world.post.refused(frame.clientMessageId, frame.code);
  }

  #established(): void {
    this.note("is let in");
    this.#attempt = 0;
    this.said = [];
    clearTimeout(this.#deadline);
    this.online = true;
    this.#heartbeat.start();
  }
}
