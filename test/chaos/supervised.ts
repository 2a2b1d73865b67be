import { readFileSync } from "node:fs";
import { metricsOf } from "../faults/cluster.ts";
import type { Control } from "../support/faulty/index.ts";
import type { WispNode } from "../support/node.ts";
import { Complaints } from "./complaints.ts";

/** Seconds for which nothing may hold a node's event loop. */
const LONGEST_STALL = 0.05;
/** Milliseconds between two looks, and those after a pause in which a stall is that of the pause. */
const LOOK_EVERY = 300;
const AFTER_PAUSE = 200;
/**
 * The part of the time between two looks for which a busy machine may keep a node from running. Beyond it there is no
 * verdict: threads of its own for which the loop waits, such as the garbage collector's, were not let run either.
 */
const MOST_STARVED = 0.5;
/** Milliseconds in which a node must have started, whatever else happens to its database meanwhile. */
const UP_WITHIN = 60_000;

/** A node under an init system that starts it again, and under the eyes of somebody who reads its metrics. */
export class Supervised {
  readonly name: string;
  readonly node: WispNode;
  readonly clock: Control;
  readonly #misdeeds: string[] = [];
  readonly #complaints = new Complaints();
  #longestStall = 0;
  #state: "down" | "up" | "paused" = "down";
  /** Moves on whenever something is done to it: what was measured meanwhile means nothing. */
  #era = 0;
  #looking = true;
  #looks: Promise<void>;

  constructor(name: string, node: WispNode, clock: Control) {
    this.name = name;
    this.node = node;
    this.clock = clock;
    this.#looks = this.#look();
  }

  /** Starts it until it serves. A start for which the database does not answer in time ends by itself, and is tried again. */
  async up(): Promise<void> {
    const deadline = performance.now() + UP_WITHIN;
    for (let served = false; !served;) {
      served = await this.node.start().then(
        () => true,
        () => false,
      );
      if (!served) await this.#startAgain(deadline);
    }
    this.#turn("up");
    this.#watchFor(this.#era);
  }

  async kill(): Promise<void> {
    this.#turn("down");
    await this.node.kill();
  }

  async stop(): Promise<void> {
    this.#turn("down");
    const exit = await this.node.stop();
    // 1: something hung, and what was under way had to be given up.
    if (exit !== 0 && exit !== 1) this.#misdeeds.push(`${this.name}, asked to stop, ended with ${exit}`);
  }

  pause(): void {
    this.#turn("paused");
    this.node.pause();
  }

  resume(): void {
    this.node.resume();
    this.#turn("up");
  }

  /** What it did that no fault explains, since this was last asked. */
  misdeeds(): string[] {
    const faults = this.#complaints.unexplained(this.node.log);
    return [
      ...this.#misdeeds.splice(0),
      ...[...new Set(faults)].map((line) => `${this.name} logged ${line.slice(0, 1000)}`),
    ];
  }

  /** Seconds for which it held its event loop at most, since this was last asked. */
  takeLongestStall(): number {
    const longest = this.#longestStall;
    this.#longestStall = 0;
    return longest;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#looking = false;
    this.#turn("down");
    await this.#looks;
    await this.node[Symbol.asyncDispose]();
  }

  #turn(state: "down" | "up" | "paused"): void {
    this.#state = state;
    this.#era += 1;
  }

  async #startAgain(deadline: number): Promise<void> {
    const { node } = this;
    const explained = node.running || (await node.exited) === 1;
    const failure = `${this.name} does not start\n${node.log.slice(-2000)}`;
    if (!explained || !/could not start: the database[^\n]*\n$/.test(node.log)) throw new Error(failure);
    await node.kill();
    if (performance.now() > deadline) throw new Error(failure);
  }

  #watchFor(era: number): void {
    const { node } = this;
    void node.exited.then((exit) => {
      if (this.#state !== "down" && this.#era >= era)
        this.#misdeeds.push(`${this.name} ended by itself with ${exit}\n${node.log.slice(-2000)}`);
    });
  }

  async #look(): Promise<void> {
    let last: { era: number; at: number; starved: number } | undefined;
    while (this.#looking) {
      const era = this.#era;
      await Bun.sleep(last?.era === era ? LOOK_EVERY : AFTER_PAUSE);
      const stall = this.#state === "up" ? await this.#stall() : undefined;
      const now = {
        era,
        at: performance.now(),
        starved: stall === undefined ? 0 : starvedFor(this.node.pid),
      };
      // The first look after something was done to it takes that away, and nothing else.
      if (stall !== undefined && last?.era === era && this.#era === era) {
        if (now.starved - last.starved < MOST_STARVED * (now.at - last.at)) this.#judge(stall);
      }
      last = stall === undefined ? undefined : now;
    }
  }

  async #stall(): Promise<number | undefined> {
    const metrics = await metricsOf(this.node).catch(() => undefined);
    return metrics?.("wisp_event_loop_stall_seconds");
  }

  #judge(stall: number): void {
    this.#longestStall = Math.max(this.#longestStall, stall);
    if (stall >= LONGEST_STALL)
      this.#misdeeds.push(
        `${new Date().toISOString()} ${this.name} held its event loop for ${Math.round(stall * 1000)} ms`,
      );
  }
}

/** Milliseconds for which its main thread was ready to run, and the kernel let others run (Linux's schedstat). */
function starvedFor(pid: number): number {
  try {
    const [, waited = "0"] = readFileSync(`/proc/${pid}/schedstat`, "latin1").split(" ");
    return Number(waited) / 1e6;
  } catch {
    // It ended meanwhile.
    return 0;
  }
}
