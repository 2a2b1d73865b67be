/** Schedules of what people do in a room, and the world in which such a schedule is played. */
import fc from "fast-check";
import type { Message } from "../../src/lib/contract/objects.ts";
import type { Person } from "../support/client.ts";
import { Follower } from "../support/follower.ts";

export type Action = { who: number; at: number; wait: boolean; pick: number } & {
  kind: "post" | "say" | "again" | "edit" | "delete" | "leave" | "join" | "drop" | "come" | "pause";
};

const often = (weight: number, ...kinds: Action["kind"][]) => ({
  weight,
  arbitrary: fc.constantFrom(...kinds),
});
const kinds = fc.oneof(
  often(5, "post", "say"),
  often(3, "edit", "delete", "again"),
  often(3, "drop", "come"),
  often(1, "leave", "join", "pause"),
);

export const schedules = (people: number, nodes: number): fc.Arbitrary<Action[]> =>
  fc.array(
    fc.record({
      kind: kinds,
      who: fc.nat(people - 1),
      /** The node that is asked, or returned to. */
      at: fc.nat(nodes - 1),
      /** Whether the answer is waited for before the next action begins. */
      wait: fc.boolean(),
      /** Which earlier message. */
      pick: fc.nat(1000),
    }),
    { minLength: 5, maxLength: 60 },
  );

/** One room and its people, each with one client. */
export class World implements AsyncDisposable {
  readonly roomId: string;
  readonly followers: Follower[];
  readonly #nodes: string[];
  readonly #members: Set<number>;
  /** Every message that a sender was told is stored, by its clientMessageId. */
  readonly acknowledged = new Map<string, Message>();
  readonly #attempts: { who: number; content: string; clientMessageId: string }[] = [];
  readonly #work: Promise<void>[] = [];
  /** How often somebody left or joined, counted when it begins and when it is done. */
  #moves = 0;
  readonly #moving = new Map<number, Promise<void>>();

  private constructor(roomId: string, people: Person[], nodes: string[]) {
    this.roomId = roomId;
    this.#nodes = nodes;
    this.followers = people.map((person) => new Follower(person, [roomId]));
    this.#members = new Set(people.keys());
  }

  static async begin(people: Person[], nodes: string[]): Promise<World> {
    const [owner, ...others] = people;
    if (!owner) throw new Error("nobody is there");
    const room = await owner.createRoom();
    for (const person of others) await person.call("POST", `/api/rooms/${room.id}/join`);
    const world = new World(room.id, people, nodes);
    world.followers.forEach((follower, index) => follower.start(world.#node(index)));
    await Promise.all(world.followers.map((follower) => follower.untilReady()));
    return world;
  }

  async play(schedule: Action[]): Promise<void> {
    for (const action of schedule) {
      const done = this.#act(action);
      this.#work.push(done);
      // Heard below; until then it is not an unhandled one.
      done.catch(() => undefined);
      if (action.wait) await done;
    }
    await Promise.all(this.#work);
  }

  /** Everyone is a member, connected, caught up and answered. */
  async settle(): Promise<void> {
    for (const who of this.followers.keys()) {
      if (!this.#members.has(who)) await this.#join(who, 0);
      if (!this.#follower(who).url) this.#follower(who).start(this.#node(who));
    }
    for (const follower of this.followers) await follower.untilReady();
    for (const follower of this.followers) follower.resume(this.roomId);
    for (const follower of this.followers) await follower.untilReady();
    for (const { acks } of this.followers)
      for (const [id, message] of acks) this.acknowledged.set(id, message);
  }

  async #act({ kind, who, at, pick }: Action): Promise<void> {
    const follower = this.#follower(who);
    const person = follower.person.at(this.#node(at));
    const attempt = this.#attempts[pick % (this.#attempts.length || 1)];
    if (kind === "post" || kind === "say")
      await this.#send(kind, who, person, {
        who,
        content: `message ${pick}`,
        clientMessageId: `${this.roomId} ${this.#attempts.length}`,
      });
    else if (kind === "again" && attempt?.who === who)
      await this.#send(pick % 2 ? "say" : "post", who, person, attempt);
    else if (kind === "edit" || kind === "delete") await this.#change(kind, person, pick);
    else if (kind === "drop") follower.drop();
    else if (kind === "come" && !follower.url) follower.start(this.#node(at));
    else if (kind === "leave") await this.#leave(who, person);
    else if (kind === "join") await this.#join(who, at);
    else if (kind === "pause") await Bun.sleep(pick % 40);
  }

  async #send(
    kind: "post" | "say",
    who: number,
    person: Person,
    attempt: { who: number; content: string; clientMessageId: string },
  ): Promise<void> {
    if (!this.#attempts.includes(attempt)) this.#attempts.push(attempt);
    const { content, clientMessageId } = attempt;
    if (kind === "say" && this.#follower(who).send(this.roomId, content, clientMessageId)) return;
    const moves = this.#moves;
    const response = await person.request("POST", `/api/rooms/${this.roomId}/messages`, {
      content,
      clientMessageId,
    });
    const body = (await response.json()) as Message;
    if (response.ok) this.acknowledged.set(clientMessageId, body);
    else if (this.#members.has(who) && this.#moves === moves)
      throw new Error(`a member's message was answered with ${response.status}: ${JSON.stringify(body)}`);
  }

  /** The person's own message, as their own copy names it: refused where it is gone by now. */
  async #change(kind: "edit" | "delete", person: Person, pick: number): Promise<void> {
    const own = this.followers
      .flatMap((follower) => follower.holder(this.roomId).messages)
      .filter(({ senderId }) => senderId === person.id);
    const message = own[pick % (own.length || 1)];
    if (!message) return;
    const path = `/api/messages/${message.id}`;
    const response = await (kind === "edit"
      ? person.request("PATCH", path, { content: `edited ${pick}` })
      : person.request("DELETE", path));
    if (![200, 204, 404, 409].includes(response.status))
      throw new Error(`${kind} was answered with ${response.status}: ${await response.text()}`);
  }

  #leave(who: number, person: Person): Promise<void> {
    return this.#move(who, async () => {
      // Someone must stay, or nobody could come back.
      if (who === 0 || !this.#members.delete(who)) return;
      await person.request("DELETE", `/api/rooms/${this.roomId}/leave`);
    });
  }

  /** What was said meanwhile is not heard of by itself: a client that joins asks. */
  #join(who: number, at: number): Promise<void> {
    return this.#move(who, async () => {
      await this.#follower(who).person.at(this.#node(at)).call("POST", `/api/rooms/${this.roomId}/join`);
      this.#members.add(who);
      this.#follower(who).resume(this.roomId);
    });
  }

  /** One person comes and goes one step after the other, or nobody could say where they ended up. */
  #move(who: number, step: () => Promise<void>): Promise<void> {
    const moved = (this.#moving.get(who) ?? Promise.resolve()).then(async () => {
      this.#moves += 1;
      await step();
      this.#moves += 1;
    });
    this.#moving.set(
      who,
      moved.catch(() => undefined),
    );
    return moved;
  }

  #follower(who: number): Follower {
    const follower = this.followers[who];
    if (!follower) throw new Error(`there is no person ${who}`);
    return follower;
  }

  #node(at: number): string {
    return this.#nodes[at % this.#nodes.length] ?? "";
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const follower of this.followers) follower.drop();
    await Promise.resolve();
  }
}
