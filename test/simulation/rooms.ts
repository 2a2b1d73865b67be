/** What a client does with what it hears of its rooms: `static/live/receive.ts` without a page. */
import type { ServerFrame } from "../../src/lib/contract/frames.ts";
import type { Message } from "../../src/lib/contract/objects.ts";
import { history } from "../../src/domain/messages/index.ts";
import { getRoom, listRooms } from "../../src/domain/rooms/index.ts";
import type { Client } from "./client.ts";
import { type Change, Copy, toChange } from "./copy.ts";

/** Milliseconds after which what could not be loaded is asked for again. */
const AGAIN = 500;
const PAGE = 100;

export class Rooms {
  readonly copies = new Map<string, Copy>();
  readonly #client: Client;
  readonly #loading = new Set<string>();
  #refreshing = false;
  #refreshAgain = false;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Nothing that was asked for is still to come. */
  get idle(): boolean {
    return !this.#refreshing && this.#loading.size === 0;
  }

  receive(frame: ServerFrame): void {
    const { resumption, person } = this.#client;
    if (frame.type === "authenticated") {
      resumption.resumeAll();
      this.refresh();
    } else if (frame.type === "new_message" || frame.type === "message_updated")
      this.#changed(toChange(frame));
    else if (frame.type === "resumed") this.#resumed(frame.rooms);
    else if (frame.type === "resync") {
      resumption.answered([frame.roomId]);
      this.load(frame.roomId);
    } else if (frame.type === "user_joined" && frame.user.id === person.userId) this.#joined(frame.roomId);
    else if (frame.type === "user_left" && frame.userId === person.userId) this.#left(frame.roomId);
    else if (frame.type === "error" && frame.code === "not_found" && frame.roomId) {
      resumption.answered([frame.roomId]);
      this.refresh();
    } else if (frame.type === "error" && frame.code === "unavailable" && frame.clientMessageId === undefined)
      resumption.failed();
  }

  /** What was said while they were not in it is not sent by itself. */
  #joined(roomId: string): void {
    if (this.copies.has(roomId)) this.#client.resumption.askFor(roomId);
    this.refresh();
  }

  #left(roomId: string): void {
    this.#forgetBut(new Set([...this.copies.keys()].filter((other) => other !== roomId)));
    this.refresh();
  }

  #forgetBut(roomIds: ReadonlySet<string>): void {
    this.#client.resumption.revisions.keepOnly(roomIds);
    for (const roomId of this.copies.keys()) if (!roomIds.has(roomId)) this.copies.delete(roomId);
  }

  /** Promise 2 of the contract: in order, and never a hole, except while what was missed is on its way. */
  #changed(change: Change): void {
    const client = this.#client;
    const { revisions } = client.resumption;
    const { roomId, revision, after } = change;
    const verdict = revisions.judge(change);
    const held = revisions.get(roomId) ?? 0;
    client.note(`hears ${roomId.slice(-4)} ${revision} after ${after} while it holds ${held}: ${verdict}`);
    if (verdict === "unknown") return this.refresh();
    const expected = client.resumption.isAwaited(roomId) || this.#loading.has(roomId);
    if (verdict === "gap" && !expected) client.fail(`a hole: ${revision} after ${after}, ${held} is held`);
    if (verdict === "gap") client.resumption.askFor(roomId);
    if (verdict !== "take") return;
    revisions.set(roomId, revision);
    const problem = this.#copy(roomId).take(change, held, expected);
    if (problem) client.fail(problem);
  }

  #resumed(rooms: Record<string, number>): void {
    const client = this.#client;
    client.resumption.answered(Object.keys(rooms));
    for (const [roomId, revision] of Object.entries(rooms)) {
      const held = client.resumption.revisions.get(roomId);
      if (held !== undefined && held < revision && !this.#loading.has(roomId))
        client.fail(`was said to stand at ${revision}, and holds ${held}`);
    }
  }

  #copy(roomId: string): Copy {
    const known = this.copies.get(roomId) ?? new Copy(this.#client.world.history, roomId);
    this.copies.set(roomId, known);
    return known;
  }

  /** Asks which rooms there are: loads those that are new and forgets those that are gone. */
  refresh(): void {
    if (this.#refreshing) {
      this.#refreshAgain = true;
      return;
    }
    this.#refreshing = true;
    this.#refreshAgain = false;
    const client = this.#client;
    client.world.post.call(client, listRooms, (outcome) => {
      this.#refreshing = false;
      if ("error" in outcome) {
        setTimeout(() => this.refresh(), AGAIN);
        return;
      }
      const listed = new Set(outcome.value.map(({ id }) => id));
      this.#forgetBut(listed);
      for (const roomId of listed) if (!this.copies.has(roomId)) this.load(roomId);
      if (this.#refreshAgain) this.refresh();
    });
  }

  /** The revision first: what changes while the rest is read comes with the resume that follows. */
  load(roomId: string): void {
    if (this.#loading.has(roomId)) return;
    this.#loading.add(roomId);
    const { post } = this.#client.world;
    post.call(
      this.#client,
      (context, actor) => getRoom(context, actor, roomId),
      (room) => {
        if ("error" in room) return this.#notLoaded(roomId, room.error);
        const page = { before: undefined, after: 0, limit: PAGE };
        post.call(
          this.#client,
          (context, actor) => history(context, actor, roomId, page),
          (outcome) =>
            "error" in outcome
              ? this.#notLoaded(roomId, outcome.error)
              : this.#loaded(roomId, outcome.value.messages, room.value.revision),
        );
      },
    );
  }

  #loaded(roomId: string, messages: Message[], revision: number): void {
    this.#loading.delete(roomId);
    const client = this.#client;
    client.note(`has loaded ${roomId.slice(-4)} at ${revision}`);
    const problem = this.#copy(roomId).load(messages, revision);
    if (problem) client.fail(problem);
    client.resumption.revisions.set(roomId, revision);
    client.resumption.resume({ [roomId]: revision });
  }

  #notLoaded(roomId: string, error: string): void {
    this.#loading.delete(roomId);
    if (error === "not_found") return this.refresh();
    setTimeout(() => this.load(roomId), AGAIN);
  }
}
