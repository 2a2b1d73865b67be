/** People who go on talking, editing, reading, coming and going, whatever happens. */
import type { Room } from "../../src/lib/contract/objects.ts";
import type { State } from "../faults/cluster.ts";
import type { Person } from "../support/client.ts";
import { Follower } from "../support/follower.ts";
import { waitFor } from "../support/wait.ts";
import { any, comeBack, read, revise, send, wander } from "./actors.ts";
import type { Copy, Evidence } from "./evidence.ts";
import { Journal } from "./journal.ts";
import { FLAKY_CLIENTS } from "./kinds.ts";
import { Poller } from "./poller.ts";

/** Milliseconds of silence after which a socket counts as dead. */
const SILENCE = 2500;
/** Milliseconds between what somebody does and what they do next, at most. */
const PAUSE = { send: 120, change: 100, poll: 200, read: 150, wander: 1500, drop: 1500, away: 500 };
/** Milliseconds in which everyone must have caught up once all is well again. */
const CAUGHT_UP_WITHIN = 10_000;
/** Milliseconds in which the rooms must be there, and in which all that was begun must have been acknowledged. */
const BEGUN_WITHIN = 20_000;
const FINISHED_WITHIN = 15_000;

const soon = (most: number) => Bun.sleep(Math.random() * most);

export class Workload implements AsyncDisposable {
  readonly journal = new Journal();
  readonly #followers: Follower[];
  readonly #pollers: Poller[];
  readonly #rooms: [Room, Room];
  #stopped = false;
  #done: Promise<unknown> = Promise.resolve();

  private constructor(people: Person[], rooms: [Room, Room]) {
    this.#rooms = rooms;
    this.#followers = people.map((person) => follow(person, rooms));
    this.#pollers = people.slice(0, 2).flatMap((person) => rooms.map(({ id }) => new Poller(person, id)));
  }

  /** All of them in a closed and in an open room, which are made at a node itself: no fault of before is in between. */
  static async begin(people: Person[], node: { url: string }): Promise<Workload> {
    const [owner, ...others] = people.map((person) => person.at(node.url));
    if (!owner) throw new Error("nobody is there");
    // A node is well again before each of its connections to the database is.
    const untilDone = <Result>(call: () => Promise<Result>) =>
      waitFor(call, { timeout: BEGUN_WITHIN, interval: 50, message: "the rooms of a workload" });
    const closed = await untilDone(() => owner.createRoom("closed"));
    const open = await untilDone(() => owner.createRoom("open"));
    for (const person of others) {
      await untilDone(() => owner.invite(closed.id, person));
      await untilDone(() => person.call("POST", `/api/rooms/${open.id}/join`));
    }
    const workload = new Workload(people, [closed, open]);
    await Promise.all(workload.#followers.map((follower) => follower.untilReady()));
    return workload;
  }

  get #wanderer(): Follower {
    return this.#followers.at(-1) as Follower;
  }

  run(): this {
    const { journal } = this;
    const [closed, open] = this.#rooms;
    const followers = this.#followers;
    const wanderer = this.#wanderer;
    const flaky = followers.slice(-FLAKY_CLIENTS);
    const speak = (sender: Follower, byHttp: boolean) =>
      this.#repeat(PAUSE.send, () => {
        // Whoever comes and goes may not always speak.
        const room = sender === wanderer ? closed : any(this.#rooms);
        return send(journal, { sender, roomId: room?.id ?? "", byHttp });
      });
    this.#done = Promise.all([
      ...followers.flatMap((sender) => [speak(sender, true), speak(sender, false)]),
      ...followers.slice(0, 3).map(({ person }) => this.#repeat(PAUSE.change, () => revise(journal, person))),
      ...this.#pollers.map((poller) => this.#repeat(PAUSE.poll, () => poller.poll(journal))),
      ...this.#rooms.map(({ id }, index) =>
        this.#repeat(PAUSE.read, () => read(journal, (followers[index] as Follower).person, id)),
      ),
      ...flaky.slice(0, 2).map((client) => this.#repeat(PAUSE.drop, () => comeAndGo(client))),
      this.#repeat(PAUSE.wander, () => wander(journal, wanderer.person, open.id, Math.random() * PAUSE.away)),
    ]);
    return this;
  }

  untilAcknowledged(more: number, timeout: number): Promise<unknown> {
    const { journal } = this;
    const enough = journal.acknowledged + more;
    return waitFor(() => journal.acknowledged >= enough, {
      timeout,
      message: () => `${enough} acknowledgements, got ${journal.acknowledged}`,
    });
  }

  /** Nothing new is begun, what was begun is said until it is acknowledged, and everyone has time to catch up. */
  async finish(stateOf: (roomId: string) => Promise<State>): Promise<Evidence> {
    this.#stopped = true;
    const [, open] = this.#rooms;
    const backIn = this.#done.then(() => comeBack(this.journal, this.#wanderer.person, open.id));
    await Promise.race([backIn, Bun.sleep(FINISHED_WITHIN)]);
    const stored = new Map<string, State>();
    const caughtUp = async () => {
      for (const { id } of this.#rooms) stored.set(id, await stateOf(id));
      await Promise.all(this.#pollers.map((poller) => poller.poll(this.journal)));
      const behind = this.#copies().filter(
        ({ roomId, revision }) => revision !== stored.get(roomId)?.revision,
      );
      return behind.length === 0 && this.#followers.every(({ ready }) => ready);
    };
    // Who is not there by then has a hole: the checker says where.
    await waitFor(caughtUp, { timeout: CAUGHT_UP_WITHIN, interval: 50 }).catch(() => undefined);
    return { ...this.journal, stored, copies: this.#copies() };
  }

  #copies(): Copy[] {
    const held = this.#followers.flatMap((follower) => this.#rooms.map(({ id }) => copyOf(follower, id)));
    return [...held, ...this.#pollers.map(({ copy }) => copy)];
  }

  async #repeat(pause: number, act: () => Promise<void>): Promise<void> {
    while (!this.#stopped) {
      await act();
      await soon(pause);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    for (const follower of this.#followers) follower.drop();
    await Promise.resolve();
  }
}

function follow(person: Person, rooms: Room[]): Follower {
  const ids = rooms.map(({ id }) => id);
  const follower = new Follower(person, ids);
  follower.patience = SILENCE;
  follower.backoff = (tries) => Math.random() * Math.min(500, 50 * 2 ** tries);
  return follower.start();
}

async function comeAndGo(client: Follower): Promise<void> {
  client.drop();
  await soon(PAUSE.away);
  client.start();
}

function copyOf(follower: Follower, roomId: string): Copy {
  const { revision, messages, newAgain } = follower.holder(roomId);
  const state = follower.ready ? [] : [`is not connected; closed with ${follower.closes.slice(-5).join()}`];
  const disorders = [
    ...state,
    // People are in the rooms of seeds before this one too, where a late answer may still come.
    ...follower.disorders.filter((disorder) => disorder.startsWith(roomId)),
    ...newAgain.map((what) => `was called new again: ${what}`),
  ];
  return { who: follower.person.username, roomId, revision, messages, disorders };
}
