/** People who go on sending whatever happens, and what they were told is stored. */
import { expect } from "bun:test";
import type { Message } from "../../src/lib/contract/objects.ts";
import { Person } from "../support/client.ts";
import { Follower } from "../support/follower.ts";
import { waitFor } from "../support/wait.ts";
import { post, say } from "./attempts.ts";
import type { State } from "./cluster.ts";

/** Messages of one sender that wait for their answer at once. */
const AT_ONCE = 3;

export class Load implements AsyncDisposable {
  readonly roomId: string;
  readonly followers: Follower[];
  readonly acknowledged = new Map<string, Message>();
  #stopped = false;
  #count = 0;
  #pause = 0;
  #running: Promise<unknown> = Promise.resolve();

  private constructor(roomId: string, followers: Follower[]) {
    this.roomId = roomId;
    this.followers = followers;
  }

  /** One person for each address, connected there, all in one room. */
  static async begin(urls: string[]): Promise<Load> {
    const [first = ""] = urls;
    const people = await Promise.all(urls.map(async (url) => (await Person.register(first)).at(url)));
    const [owner, ...others] = people;
    if (!owner) throw new Error("nobody is there");
    const room = await owner.createRoom("closed");
    for (const person of others) await owner.invite(room.id, person);
    const followers = people.map((person) => new Follower(person, [room.id]).start());
    await Promise.all(followers.map((follower) => follower.untilReady()));
    return new Load(room.id, followers);
  }

  /** Everyone sends, by socket and by HTTP in turn, until `finish`; `pause`: milliseconds from an answer to the next. */
  run(senders = this.followers, pause = 0): this {
    this.#pause = pause;
    this.#running = Promise.all(
      senders.flatMap((sender) => Array.from({ length: AT_ONCE }, () => this.#sendOn(sender))),
    );
    return this;
  }

  untilAcknowledged(more: number, timeout = 20_000): Promise<unknown> {
    const enough = this.acknowledged.size + more;
    return waitFor(() => this.acknowledged.size >= enough, {
      timeout,
      message: () => `${enough} acknowledgements, got ${this.acknowledged.size}`,
    });
  }

  /** No new messages; every one that was begun is sent until it is acknowledged. */
  async finish(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  /** Everyone holds exactly what is stored, saw it in order, and all that was acknowledged is there once. */
  async expectHeld(read: () => Promise<State>): Promise<State> {
    await Promise.all(this.followers.map((follower) => follower.untilReady(20_000)));
    const revisions = () => this.followers.map((follower) => follower.holder(this.roomId).revision);
    const state = await waitFor(
      async () => {
        const present = await read();
        return revisions().every((revision) => revision === present.revision) ? present : undefined;
      },
      { message: () => `all to hold what is stored; they hold ${revisions().join()}` },
    );
    for (const follower of this.followers) {
      expect(follower.holder(this.roomId).messages).toEqual(state.messages);
      expect(follower.holder(this.roomId).newAgain).toEqual([]);
      expect(follower.disorders).toEqual([]);
    }
    expect(state.messages.map(({ sequence }) => sequence)).toEqual(
      state.messages.map((_, index) => index + 1),
    );
    for (const [clientMessageId, { id }] of this.acknowledged) {
      expect(
        state.messages
          .filter((message) => message.clientMessageId === clientMessageId)
          .map((message) => message.id),
      ).toEqual([id]);
    }
    return state;
  }

  async #sendOn(sender: Follower): Promise<void> {
    while (!this.#stopped) {
      const clientMessageId = `m${this.#count++}`;
      const byHttp = this.#count % 2 === 0;
      for (let message: Message | undefined; !message;) {
        message = byHttp
          ? await post(sender.person, this.roomId, clientMessageId)
          : await say(sender, this.roomId, clientMessageId);
        if (message) this.acknowledged.set(clientMessageId, message);
        else await Bun.sleep(50);
      }
      if (this.#pause > 0) await Bun.sleep(this.#pause);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    for (const follower of this.followers) follower.drop();
    await Promise.resolve();
  }
}
