/** One run of the simulation: nodes, clients and what lies between them, in a time of their own. */
import type { Database } from "../../db/database.ts";
import type { Engine } from "../../db/engine.ts";
import { perform } from "./acts.ts";
import { Client, type Person } from "./client.ts";
import { Disk } from "./disk.ts";
import { inVirtualTime } from "./globals.ts";
import { History } from "./history.ts";
import { Node, type Parts } from "./node.ts";
import { PEOPLE, type Plan } from "./plan.ts";
import { Post } from "./post.ts";
import { Privacy } from "./privacy.ts";
import { Random } from "./random.ts";
import { Process, Scheduler } from "./scheduler.ts";
import { isSettled, verify } from "./verdict.ts";
import { WordNetwork } from "./words.ts";

/** Ways to break the product on purpose, to see that it is noticed. */
export type Breakage = {
  node?: (parts: Parts) => void;
  database?: (database: Database, world: World) => void;
};

/** Milliseconds in which everybody has arrived before anything happens. */
const ARRIVAL = 150;
/** Milliseconds between two looks whether everybody holds everything. */
const LOOK_EVERY = 100;
/** Milliseconds in which that must be so after the last fault; a client that nobody told of its lost line takes 33 s to notice. */
const SETTLED_WITHIN = 45_000;
/** Milliseconds for which it must stay so. */
const STAYS = 1200;
/** Events of one run at most: more is a loop. */
const MAX_STEPS = 15_000;

export class World {
  readonly plan: Plan;
  readonly process = new Process("world");
  readonly time = new Scheduler(this.process);
  readonly random: Random;
  readonly history: History;
  readonly disk: Disk;
  readonly words: WordNetwork;
  readonly post = new Post(this);
  readonly privacy = new Privacy(this);
  readonly breakage: Breakage;
  readonly people: Person[];
  readonly roomIds: string[];
  nodes: Node[] = [];
  clients: Client[] = [];
  /** Chance that an answer over HTTP is lost. */
  lossyHttp = 0;
  /** From then on there are no more faults. */
  mended = false;
  /** Milliseconds from there until everybody held everything. */
  settledAfter = 0;
  readonly counts = { happenings: 0, written: 0, resumed: { memory: 0, database: 0 } };
  readonly violations: string[] = [];
  readonly #trace: string[] | undefined;

  constructor(
    engine: Engine,
    plan: Plan,
    { trace, breakage = {} }: { trace?: string[]; breakage?: Breakage },
  ) {
    this.plan = plan;
    this.breakage = breakage;
    this.#trace = trace;
    this.random = new Random(~plan.seed);
    this.history = new History((problem) => this.fail(problem));
    this.disk = new Disk(engine, this);
    this.words = new WordNetwork(this);
    this.people = Array.from({ length: PEOPLE }, (_, index) => ({
      userId: numbered("a", index),
      username: `person${index}`,
      sessionId: numbered("b", index),
    }));
    this.roomIds = Array.from({ length: plan.rooms }, (_, index) => numbered("c", index));
  }

  readonly note = (who: string, what: string): void => {
    this.#trace?.push(`${this.time.now.toFixed(3).padStart(10)}  ${who.padEnd(8)} ${what}`);
  };

  readonly fail = (problem: string): void => {
    this.violations.push(problem);
    this.note("CHECK", problem);
  };

  readonly blind = (milliseconds: number): void => this.privacy.blind(milliseconds);

  play(): void {
    inVirtualTime({ time: this.time, random: this.random, worker: this.disk.worker() }, () => {
      try {
        this.#live();
      } catch (error) {
        this.fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
    });
  }

  #live(): void {
    this.note("world", JSON.stringify({ ...this.plan, happenings: undefined }));
    this.#found();
    this.nodes = Array.from({ length: this.plan.nodes }, (_, index) => new Node(this, `node${index}`));
    this.#run(5);
    this.clients = this.plan.clients.map(({ person, format }, index) => {
      const name = `client${index}`;
      return new Client(this, { name, format, person: this.people[person] as Person });
    });
    this.#run(ARRIVAL);
    for (const happening of this.plan.happenings)
      this.time.schedule(this.process, happening.at, () => perform(this, happening));
    this.#run(this.plan.lasts);
    this.#mend();
    this.#settle();
  }

  /** Milliseconds; ends early where something is wrong. */
  #run(milliseconds: number): void {
    const goOn = () => this.violations.length === 0 && this.time.steps < MAX_STEPS;
    this.time.runUntil(this.time.now + milliseconds, goOn);
    if (this.time.steps >= MAX_STEPS) this.fail("it goes round in circles");
  }

  /** People, rooms and memberships from before: the first person owns every room and is not to lose it. */
  #found(): void {
    const statement = (sql: string, ...args: (string | number)[]) => ({ sql, args });
    this.disk.run(
      [
        ...this.people.flatMap(({ userId, username, sessionId }) => [
          statement(
            "INSERT INTO users (id, username, email, display_name, role, password_hash, created_at) VALUES (?, ?, ?, ?, 'member', '', 0)",
            ...[userId, username, `${username}@example.com`, username],
          ),
          statement(
            "INSERT INTO sessions (id, user_id, created_at, expires_at) VALUES (?, ?, 0, ?)",
            ...[sessionId, userId, Number.MAX_SAFE_INTEGER],
          ),
        ]),
        ...this.roomIds.flatMap((roomId, index) => [
          statement(
            "INSERT INTO rooms (id, kind, name, created_at) VALUES (?, ?, ?, 0)",
            roomId,
            index === 0 ? "open" : "closed",
            roomId,
          ),
          ...this.people
            .slice(0, PEOPLE - index)
            .map(({ userId }, place) =>
              statement(
                "INSERT INTO memberships (room_id, user_id, role, joined_at) VALUES (?, ?, ?, ?)",
                ...[roomId, userId, place === 0 ? "owner" : "member", place],
              ),
            ),
        ]),
      ],
      "write",
    );
  }

  /** Nothing goes wrong any more. */
  #mend(): void {
    this.note("world", "is mended");
    this.mended = true;
    this.disk.untroubled();
    this.words.untroubled();
    this.lossyHttp = 0;
    // Who is stalled wakes up in their own time.
    const awake = Math.max(...[this.disk, ...this.nodes].map(({ process }) => process.stalledUntil));
    this.#run(Math.max(0, awake - this.time.now));
    for (const [index, { process }] of this.nodes.entries()) {
      if (process.alive) process.endAfter(Number.POSITIVE_INFINITY);
      else this.restart(index);
    }
    for (const [index, client] of this.clients.entries()) {
      this.slow(index, undefined);
      this.time.schedule(client.process, 1, () => client.wake());
    }
  }

  #settle(): void {
    const { now } = this.time;
    do {
      while (!isSettled(this) && this.violations.length === 0 && this.time.now < now + SETTLED_WITHIN)
        this.#run(LOOK_EVERY);
      this.settledAfter = this.time.now - now;
      // What was asked for before may still be done meanwhile, and is then to be told too.
      if (this.violations.length === 0) this.#run(STAYS);
    } while (!isSettled(this) && this.violations.length === 0 && this.time.now < now + SETTLED_WITHIN);
    if (this.violations.length === 0) verify(this);
  }

  restart(index: number): void {
    this.nodes[index]?.process.end();
    this.nodes[index] = new Node(this, `node${index}`);
  }

  reload(index: number): void {
    const before = this.clients[index];
    if (!before) return;
    before.leave();
    before.note("is loaded again");
    this.clients[index] = new Client(this, before);
  }

  /** How long what a client says and hears may be on its way; undefined: as usual. */
  slow(index: number, milliseconds: number | undefined): void {
    this.clients[index]?.slowDown(milliseconds);
  }
}

/** A UUIDv7 that shows what it is of. */
const numbered = (letter: string, index: number): string =>
  `00000000-0000-7000-8000-${letter.repeat(8)}${String(index).padStart(4, "0")}`;
