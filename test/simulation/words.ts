/** What lies between nodes: a broker that may lose, double, delay and reorder words, and lines to it that may be cut. */
import type { Broker } from "../../src/realtime/broker.ts";
import type { Random } from "./random.ts";
import type { Process, Scheduler } from "./scheduler.ts";

/** Chances for each word and each node that it is for; `late` is how many milliseconds a word may take. */
export type Noise = { lost: number; doubled: number; late: number; inOrder: boolean };

const QUIET: Noise = { lost: 0, doubled: 0, late: 1, inOrder: true };
/** Milliseconds in which a silent line is noticed, as `realtime/redis-connection.ts` promises. */
const NOTICED_WITHIN = 2500;
/** Milliseconds in which a line that was mended is in use again. */
const BACK_WITHIN = 1000;

type Word = { channel: string; payload: string };
type Parts = { time: Scheduler; random: Random };

export class WordNetwork {
  noise: Noise = QUIET;
  readonly lines = new Set<WordLine>();
  readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  join(process: Process): WordLine {
    const line = new WordLine(this, process);
    this.lines.add(line);
    return line;
  }

  quiet(): void {
    this.noise = QUIET;
  }

  untroubled(): void {
    this.quiet();
    for (const line of this.lines) line.mend();
  }

  lineOf(process: Process): WordLine | undefined {
    return [...this.lines].find((line) => line.process === process);
  }

  carry(from: WordLine, word: Word): void {
    const { random } = this.parts;
    for (const line of this.lines) {
      if (line === from || !line.process.alive || random.chance(this.noise.lost)) continue;
      line.bring(from, word);
      if (random.chance(this.noise.doubled)) line.bring(from, word);
    }
  }
}

/** A node's line to the others. */
export class WordLine implements Broker {
  readonly process: Process;
  readonly #network: WordNetwork;
  readonly #wanted = new Set<string>();
  /** What the far side knows that this node wants to hear. */
  readonly #heard = new Set<string>();
  readonly #listeners: ((channel: string, payload: string) => void)[] = [];
  #recovered: () => void = () => undefined;
  /** Words that a silent line holds back, until it is mended or given up. */
  #held: (() => void)[] = [];
  #waiting: (() => void)[] = [];
  #cut = false;
  #alive = true;
  #cuts = 0;
  readonly #lastFrom = new Map<WordLine, number>();

  constructor(network: WordNetwork, process: Process) {
    this.#network = network;
    this.process = process;
  }

  get state(): "up" | "down" {
    return this.#alive ? "up" : "down";
  }

  publish(channel: string, payload: string): void {
    if (!this.#alive || !this.process.effect()) return;
    this.#pass(() => this.#network.carry(this, { channel, payload }));
  }

  subscribe(channel: string): Promise<void> {
    this.#wanted.add(channel);
    if (!this.#alive) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#later(0.1, 1, () => {
        if (this.#wanted.has(channel)) this.#heard.add(channel);
        this.#later(0.1, 1, resolve);
      });
    });
  }

  unsubscribe(channel: string): void {
    this.#wanted.delete(channel);
    this.#heard.delete(channel);
  }

  onMessage(listener: (channel: string, payload: string) => void): void {
    this.#listeners.push(listener);
  }

  onRecovered(listener: () => void): void {
    this.#recovered = listener;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Falls silent; noticed after a while, or at once where the far side has ended. */
  cut(atOnce = false): void {
    if (this.#cut) return;
    this.#cut = true;
    const cuts = ++this.#cuts;
    const { time, random } = this.#network.parts;
    const noticed = atOnce ? 1 : random.between(50, NOTICED_WITHIN);
    time.schedule(this.process, noticed, () => this.#cut && cuts === this.#cuts && this.#lose());
  }

  mend(): void {
    if (!this.#cut) return;
    this.#cut = false;
    if (this.#alive) for (const pass of this.#held.splice(0)) pass();
    else this.#later(10, BACK_WITHIN, () => this.#comeBack());
  }

  /** A word from another node sets out. */
  bring(from: WordLine, { channel, payload }: Word): void {
    const { parts, noise } = this.#network;
    const fastest = noise.inOrder ? (this.#lastFrom.get(from) ?? 0) : 0;
    const arrival = Math.max(parts.time.now + parts.random.between(0.1, noise.late), fastest);
    this.#lastFrom.set(from, arrival);
    parts.time.scheduleAt(this.process, arrival, () =>
      this.#pass(() => {
        if (!this.#heard.has(channel)) return;
        for (const listener of this.#listeners) listener(channel, payload);
      }),
    );
  }

  #lose(): void {
    this.#alive = false;
    this.#held = [];
    this.#heard.clear();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** In use before everything is subscribed again, which is when `recovered` is told. */
  #comeBack(): void {
    if (this.#cut || this.#alive) return;
    this.#alive = true;
    this.#later(0.1, 2, () => {
      for (const channel of this.#wanted) this.#heard.add(channel);
      this.#later(0.1, 1, () => this.#recovered());
    });
  }

  #later(least: number, most: number, run: () => void): void {
    const { time, random } = this.#network.parts;
    time.schedule(this.process, random.between(least, most), () => this.#pass(run));
  }

  #pass(run: () => void): void {
    if (!this.#cut) run();
    else if (this.#alive) this.#held.push(run);
  }
}
