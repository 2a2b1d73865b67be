/**
 * A TCP link that tests can break. What goes through it is passed on byte by byte, with backpressure, until then.
 *
 *   await using link = await new Link(redis.port).start();
 *   await using node = await startNode({ REDIS_URL: `redis://127.0.0.1:${link.port}` });
 *   link.freeze();                        // a host that vanished: nothing passes, and nobody is told
 *   link.mend();                          // new connections pass; those of before stay dead
 *
 * A fault is one of the whole link. For a client that has faults of its own, put a link of its own before the balancer.
 */
import { connect, createServer, type Server, type Socket } from "node:net";
import { freePort } from "./process.ts";

/** Why nothing is read from a side at the moment. */
type Hold = "frozen" | "full" | "late" | "throttled" | "connecting";

/** One connection through a link. */
class Passage {
  readonly target: number;
  readonly #near: Socket;
  readonly #far: Socket;
  readonly #holds = new Map<Socket, Set<Hold>>();
  readonly #onEnd: () => void;
  /** Bytes that still pass before the connection is cut; undefined: as many as come. */
  #budget: number | undefined;
  #spent = false;
  /** Bytes a second and direction; undefined: as fast as they come. */
  rate: number | undefined;
  delay: (() => number) | undefined;
  #frozen = false;
  #ended = false;

  constructor(near: Socket, far: Socket, target: number, onEnd: () => void) {
    [this.#near, this.#far, this.target, this.#onEnd] = [near, far, target, onEnd];
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#holds.set(from, new Set());
      from.on("data", (chunk: Buffer) => this.#take(chunk, from, to));
      from.on("drain", () => this.#release(to, "full"));
      from.on("error", () => undefined);
      from.on("close", () => this.#closed(to));
    }
    this.#release(near, "connecting");
  }

  /** Ends it after so many more bytes, counted over both directions: in the middle of whatever is being said. */
  cut(bytes = 0): void {
    this.#budget = bytes;
    if (bytes === 0) this.destroy();
  }

  freeze(): void {
    this.#frozen = true;
    for (const side of this.#holds.keys()) this.#hold(side, "frozen");
  }

  thaw(): void {
    this.#frozen = false;
    for (const side of this.#holds.keys()) this.#release(side, "frozen");
    if (this.#near.destroyed || this.#far.destroyed) this.destroy();
  }

  destroy(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#near.destroy();
    this.#far.destroy();
    this.#onEnd();
  }

  /** What comes after it waits with it: nothing overtakes. */
  #take(chunk: Buffer, from: Socket, to: Socket): void {
    if (!this.delay) return this.#pass(chunk, from, to);
    this.#hold(from, "late");
    setTimeout(() => {
      this.#pass(chunk, from, to);
      this.#release(from, "late");
    }, this.delay());
  }

  #pass(chunk: Buffer, from: Socket, to: Socket): void {
    if (this.#spent) return;
    if (this.#budget !== undefined && chunk.length >= this.#budget) {
      // What has been read already, and comes next, is lost too: a stream has no hole.
      this.#spent = true;
      to.write(chunk.subarray(0, this.#budget), () => this.destroy());
      return;
    }
    if (this.#budget !== undefined) this.#budget -= chunk.length;
    if (!to.write(chunk)) this.#hold(from, "full");
    if (this.rate === undefined) return;
    this.#hold(from, "throttled");
    setTimeout(() => this.#release(from, "throttled"), (chunk.length / this.rate) * 1000);
  }

  /** What was written before the end still arrives. A frozen connection tells nobody that the other side went. */
  #closed(other: Socket): void {
    if (this.#frozen || this.#ended) return;
    this.#ended = true;
    other.end();
    this.#release(other, "full");
    this.#onEnd();
  }

  #hold(side: Socket, why: Hold): void {
    this.#holds.get(side)?.add(why);
    side.pause();
  }

  #release(side: Socket, why: Hold): void {
    const holds = this.#holds.get(side);
    holds?.delete(why);
    if (holds?.size === 0 && !side.destroyed) side.resume();
  }
}

export class Link implements AsyncDisposable {
  readonly port = freePort();
  readonly url = `http://127.0.0.1:${this.port}`;
  readonly #server: Server;
  readonly #passages = new Set<Passage>();
  /** All that were accepted and are not closed yet, also those of passages that have ended on one side. */
  readonly #accepted = new Set<Socket>();
  readonly #target: number | undefined;
  #frozen = false;
  #rate: number | undefined;
  /** Milliseconds until a piece passes; for connections that are still to come. */
  delay: (() => number) | undefined;
  /** While true, whoever comes is sent away at once. */
  refusing = false;
  /** Connections that were accepted while the link was frozen. */
  swallowed = 0;

  /** `target`: a port on 127.0.0.1. */
  constructor(target?: number) {
    this.#target = target;
    this.#server = createServer((near) => this.#accept(near));
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.port, "127.0.0.1", resolve));
    return this;
  }

  /** Open connections. */
  get open(): number {
    return this.#passages.size;
  }

  /** Ends the open connections, each after so many more bytes: `() => Math.floor(random() * 200)` cuts inside frames. */
  cut(bytes: () => number = () => 0): void {
    for (const passage of [...this.#passages]) passage.cut(bytes());
  }

  /** Nothing passes either way, while every socket stays open. New ones are accepted, and lead nowhere. */
  freeze(): void {
    this.#frozen = true;
    for (const passage of this.#passages) passage.freeze();
  }

  /** All goes on where it stood, as after a switch that was restarted. */
  thaw(): void {
    this.#frozen = false;
    for (const passage of this.#passages) passage.thaw();
  }

  /** New connections pass again; those that were frozen stay dead, as after a host that vanished. */
  mend(): void {
    this.#frozen = false;
  }

  /** Passes at most so many bytes a second in each direction of each connection; undefined lifts that. */
  throttle(rate: number | undefined): void {
    this.#rate = rate;
    for (const passage of this.#passages) passage.rate = rate;
  }

  /** Where the next connection goes, in the order of preference; the first that accepts is taken. */
  protected targets(): number[] {
    return this.#target === undefined ? [] : [this.#target];
  }

  /** A target did not accept a connection. */
  protected refused(_target: number): void {}

  protected dropAll(target: number): void {
    for (const passage of [...this.#passages]) if (passage.target === target) passage.destroy();
  }

  #accept(near: Socket): void {
    near.on("error", () => undefined);
    this.#accepted.add(near);
    near.on("close", () => this.#accepted.delete(near));
    if (this.refusing) return void near.destroy();
    near.pause();
    if (this.#frozen) this.swallowed += 1;
    this.#connect(near, this.targets());
  }

  #connect(near: Socket, [target, ...others]: number[]): void {
    if (target === undefined) return void near.destroy();
    const far = connect({ host: "127.0.0.1", port: target });
    const failed = () => {
      this.refused(target);
      if (near.destroyed) return;
      this.#connect(near, others);
    };
    far.once("error", failed);
    far.once("connect", () => {
      far.off("error", failed);
      this.#join(near, far, target);
    });
  }

  #join(near: Socket, far: Socket, target: number): void {
    if (near.destroyed) return void far.destroy();
    const passage: Passage = new Passage(near, far, target, () => this.#passages.delete(passage));
    this.#passages.add(passage);
    passage.rate = this.#rate;
    passage.delay = this.delay;
    if (this.#frozen) passage.freeze();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.refusing = true;
    for (const passage of [...this.#passages]) passage.destroy();
    for (const near of this.#accepted) near.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
