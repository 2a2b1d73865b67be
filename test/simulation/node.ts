/** A node: the product's own parts, put together as `src/node.ts` does, on simulated lines. */
import { Database } from "../../db/database.ts";
import type { Socket } from "../../src/channels/connection.ts";
import { createChannels } from "../../src/channels/index.ts";
import { Access } from "../../src/domain/access.ts";
import { latestAccessChange } from "../../src/domain/access-changes.ts";
import type { Actor } from "../../src/domain/actor.ts";
import type { Context } from "../../src/domain/context.ts";
import { toAppError } from "../../src/domain/errors.ts";
import { CustomEmojis } from "../../src/domain/emoji/index.ts";
import { Events } from "../../src/domain/events.ts";
import { Installation } from "../../src/domain/installation.ts";
import { RoomRules } from "../../src/domain/rules.ts";
import { Limits } from "../../src/domain/limits.ts";
import { startCatchUp } from "../../src/jobs/catch-up.ts";
import { unauthenticated } from "../../src/lib/errors.ts";
import { MemoryRateLimiter } from "../../src/lib/rate-limiter.ts";
import { MemoryBroker } from "../../src/realtime/broker.ts";
import { Port } from "./line.ts";
import { Process } from "./scheduler.ts";
import type { World } from "./world.ts";

/** Milliseconds after which a node that could not start is started again. */
const START_AGAIN = 300;

/** A verb of the domain, as a route calls it. */
export type Verb<Result> = (context: Context, actor: Actor) => Promise<Result>;

export type Parts = {
  context: Context;
  channels: ReturnType<typeof createChannels>;
  catchUp: { stop: () => void };
};

/** One life of a node. */
export class Node {
  readonly name: string;
  readonly process: Process;
  readonly #world: World;
  #parts: Parts | undefined;
  #port: Port | undefined;
  #lives = 0;

  constructor(world: World, name: string) {
    this.#world = world;
    this.name = name;
    this.process = new Process(name, () => this.#died());
    world.time.schedule(this.process, 0, () => void this.#start());
  }

  /** Undefined while nobody is let in. */
  get port(): Port | undefined {
    return this.process.alive ? this.#port : undefined;
  }

  get parts(): Parts | undefined {
    return this.#parts;
  }

  /** Resolves as a request does; rejects with the code of the contract. */
  async serve<Result>(sessionId: string, verb: Verb<Result>): Promise<Result> {
    if (!this.#parts) throw new Error("unavailable");
    const { context } = this.#parts;
    try {
      const actor = await context.access.actor(sessionId);
      if (!actor) throw unauthenticated();
      return await verb(context, actor);
    } catch (error) {
      const known = toAppError(error);
      if (!known) this.#world.fail(`${this.name}: ${String(error)}`);
      throw new Error(known?.code ?? "fault", { cause: error });
    }
  }

  async #start(): Promise<void> {
    const world = this.#world;
    const life = ++this.#lives;
    try {
      const parts = this.#assemble();
      const seen = await latestAccessChange(parts.context);
      const port = new Port(world, this.process, doorOf(parts.channels));
      parts.channels.hub.attach(port);
      const onError = (error: unknown) => this.#fault(error);
      const { context, channels, broker } = parts;
      const catchUp = startCatchUp({ context, broker, seen, ...channels, onError });
      this.#parts = { context, channels, catchUp };
      this.#port = port;
      world.breakage.node?.(this.#parts);
      world.note(this.name, "is up");
    } catch (error) {
      world.note(this.name, `could not start: ${String(error)}`);
      if (life === this.#lives) setTimeout(() => void this.#start(), START_AGAIN);
    }
  }

  #assemble() {
    const world = this.#world;
    const alone = world.plan.nodes === 1;
    const database = new Database({ url: alone && world.plan.file ? "file:virtual" : "http://virtual" });
    world.breakage.database?.(database, world);
    const context: Context = {
      database,
      events: new Events(),
      access: new Access(database),
      installation: new Installation(database),
      emoji: new CustomEmojis(database),
      rules: new RoomRules(database),
      limits: new Limits(new MemoryRateLimiter(), undefined),
      passwords: {} as Context["passwords"],
      push: { keys: { publicKey: "", privateKey: "" }, services: [] },
      tokens: {
        sign: () => Promise.reject(new Error("nobody signs in here")),
        verify: (sessionId) => ({ userId: "", sessionId, expiresAt: Number.POSITIVE_INFINITY }),
      },
      mail: {
        ...{ on: false, origin: "", key: new Uint8Array(), ordered: () => undefined },
        write: () => ({ subject: "", plain: "", html: "" }),
      },
      online: () => new Set(),
    };
    const broker = alone ? new MemoryBroker() : world.words.join(this.process);
    const channels = createChannels({
      nodeId: Bun.randomUUIDv7(),
      ...{ context, broker, compression: false, limitFrames: true },
      onDelivered: () => undefined,
      onFilled: () => undefined,
      onResumed: (source) => (world.counts.resumed[source] += 1),
      observe: { frame: () => undefined, closed: () => undefined },
      onError: (error) => this.#fault(error),
    });
    return { context, broker, channels };
  }

  /** What a node tells its log: that the database did not answer is expected here, anything else is a fault of ours. */
  #fault(error: unknown): void {
    if (!toAppError(error)) this.#world.fail(`${this.name}: ${String(error)}`);
  }

  /** Its sockets end with it; some clients never hear of that. */
  #died(): void {
    const { random, note } = this.#world;
    note(this.name, "dies");
    for (const socket of this.#port?.sockets ?? [])
      socket.cut(random.chance(0.8) ? random.between(1, 200) : undefined, undefined);
  }
}

/** The product's handler, told of simulated sockets as if they were Bun's. */
function doorOf({ gateway }: Parts["channels"]) {
  const { handler } = gateway;
  const real = (socket: unknown) => socket as Socket;
  return {
    open: (socket: unknown) => void handler.open?.(real(socket)),
    message: (socket: unknown, text: string) => void handler.message?.(real(socket), text),
    close: (socket: unknown, code: number, reason: string) =>
      void handler.close?.(real(socket), code, reason),
  };
}
