/** How long people are without something that is stored, while a node or Redis is gone. */
import { backoff } from "../../static/live/backoff.ts";
import { Cluster, healthOf } from "../faults/cluster.ts";
import { Load } from "../faults/load.ts";
import type { Balancer } from "../support/balancer.ts";
import type { Follower } from "../support/follower.ts";
import { waitFor } from "../support/wait.ts";
import { DRAINING, patientBalancer, readers } from "./rolling.ts";

/** Milliseconds between two looks at what everyone holds. */
const LOOK_EVERY = 5;
/** Milliseconds for which a message may be on its way to somebody who is not behind. */
const ON_ITS_WAY = 100;
/** Milliseconds after which the balancer takes a node that does not answer for dead. */
const NOTICED_WITHIN = 500;
/** Milliseconds between two messages of a sender's, of which three are under way at once. */
const PAUSE = 100;
/** Messages of each sender after which whatever was disturbed has shown. */
const SETTLED = 5;

/**
 * Milliseconds, each of one client. `away`: from the fault until its connection was back and had caught up, of those that
 * lost it; `outages`: the same from when it lost it. `behind`: the longest that it lacked a message.
 */
export type Times = { away: number[]; outages: number[]; behind: number[] };

/**
 * Looks at what every follower holds, against what was acknowledged. Somebody is behind while a message that was
 * acknowledged a while ago is not with them.
 */
class Watch {
  readonly #followers: Follower[];
  readonly #load: Load;
  readonly #begun = performance.now();
  /** When each revision was first known to be stored. */
  readonly #stored: number[] = [];
  /** When each was first and last seen without a connection that had caught up. */
  readonly #gone = new Map<Follower, { from: number; until: number }>();
  readonly #behind = new Map<Follower, number>();
  readonly #timer = setInterval(() => this.#look(), LOOK_EVERY);
  #seen = 0;

  constructor(load: Load) {
    this.#load = load;
    this.#followers = load.followers;
  }

  #look(): void {
    const now = performance.now();
    for (const { revision } of [...this.#load.acknowledged.values()].slice(this.#seen))
      this.#stored[revision] ??= now;
    this.#seen = this.#load.acknowledged.size;
    for (const follower of this.#followers) {
      if (!follower.ready)
        this.#gone.set(follower, { from: this.#gone.get(follower)?.from ?? now, until: now });
      const since = now - this.#missing(follower, now);
      if (since > ON_ITS_WAY) this.#behind.set(follower, Math.max(since, this.#behind.get(follower) ?? 0));
    }
  }

  /** When the oldest message that this one does not hold was acknowledged. */
  #missing(follower: Follower, now: number): number {
    let revision = follower.holder(this.#load.roomId).revision + 1;
    while (revision < this.#stored.length && this.#stored[revision] === undefined) revision += 1;
    return this.#stored[revision] ?? now;
  }

  stop(): Times {
    clearInterval(this.#timer);
    const gone = [...this.#gone.values()];
    return {
      away: gone.map(({ until }) => until - this.#begun),
      outages: gone.map(({ from, until }) => until - from),
      behind: [...this.#behind.values()],
    };
  }
}

/** Three nodes behind a balancer, and people at `count` clients that come back as the browser's do, in one room. */
export class Crowd implements AsyncDisposable {
  readonly cluster: Cluster;
  readonly load: Load;
  readonly #balancer: Balancer;
  readonly #settled: number;

  private constructor(cluster: Cluster, balancer: Balancer, load: Load, senders: number) {
    this.cluster = cluster;
    this.#settled = SETTLED * senders;
    this.#balancer = balancer;
    this.load = load;
  }

  /**
   * `senders` of them write. With several, on every node, each node's own messages tell it what it missed of the others';
   * a single one shows how long it takes where nothing does.
   */
  static async gather(count: number, senders: number): Promise<Crowd> {
    const cluster = await Cluster.start({ nodes: 3, settings: DRAINING });
    const balancer = await patientBalancer(cluster.nodes);
    const load = await Load.begin(Array.from({ length: senders }, () => balancer.url));
    load.followers.push(...(await readers(load, count - senders)));
    for (const follower of load.followers) follower.backoff = (attempt) => backoff(attempt);
    return new Crowd(cluster, balancer, load.run(load.followers.slice(0, senders), PAUSE), senders);
  }

  /** A node dies; nobody but the balancer is told. */
  async kill(index: number): Promise<Times> {
    const times = await this.#during(async () => {
      await this.cluster.node(index).kill();
      await this.#without(index);
    });
    await this.cluster.node(index).start();
    await this.#complete();
    return times;
  }

  /** A node is told to stop, and started again once it has. */
  async restart(index: number): Promise<Times> {
    const times = await this.#during(async () => {
      await this.cluster.node(index).stop();
    });
    await this.cluster.node(index).start();
    await this.#complete();
    return times;
  }

  /** A node stops answering, and its connections stay open until the balancer closes them. */
  async freeze(index: number): Promise<Times> {
    const { patience } = this.#balancer;
    this.#balancer.patience = NOTICED_WITHIN;
    const times = await this.#during(async () => {
      this.cluster.node(index).pause();
      await this.#without(index);
    });
    this.#balancer.patience = patience;
    this.cluster.node(index).resume();
    await this.#complete();
    return times;
  }

  /** Redis stops answering while every connection to it stays open; ends once the nodes have it back. */
  silence(): Promise<Times> {
    return this.#during(async () => {
      this.cluster.redis.pause();
      await this.#healths("degraded");
      await this.load.untilAcknowledged(this.#settled);
      this.cluster.redis.resume();
      await this.#healths("ok");
    });
  }

  /** Nobody sends any more; everyone must hold what is stored, in order and once. */
  async expectHeld(): Promise<void> {
    await this.load.finish();
    await this.load.expectHeld(() => this.cluster.stateOf(this.load.roomId));
  }

  async #during(fault: () => Promise<void>): Promise<Times> {
    await this.load.untilAcknowledged(this.#settled);
    const watch = new Watch(this.load);
    await fault();
    await this.load.untilAcknowledged(this.#settled);
    await Promise.all(this.load.followers.map((follower) => follower.untilReady()));
    await this.load.untilAcknowledged(this.#settled);
    return watch.stop();
  }

  async #without(index: number): Promise<void> {
    const node = this.cluster.node(index);
    await waitFor(() => !this.#balancer.healthy.includes(node), { message: "the node to be taken out" });
  }

  async #complete(): Promise<void> {
    await waitFor(() => this.#balancer.healthy.length === this.cluster.nodes.length, {
      message: "every node to be back",
    });
  }

  async #healths(status: string): Promise<void> {
    const all = async () =>
      (await Promise.all(this.cluster.nodes.map(healthOf))).every((health) => health?.status === status);
    await waitFor(all, { timeout: 15_000, message: `all nodes to be ${status}` });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.load[Symbol.asyncDispose]();
    await this.#balancer[Symbol.asyncDispose]();
    await this.cluster[Symbol.asyncDispose]();
  }
}

/** The value below which `part` (0 to 1) of these lie; 0 of none. */
export function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(part * sorted.length) - 1] ?? 0;
}
