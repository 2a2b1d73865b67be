import type { Context } from "../domain/context.ts";
import { beginIndex, indexChanged, indexNew, indexOld, roomsUnsearched } from "../domain/search/index.ts";
import { MINUTE, SECOND } from "../lib/time.ts";
import { loop } from "./loop.ts";

/** Milliseconds in which changes come together before they are written. */
const TOGETHER = 300;
/** The writer is the index's for one part of the time in so many, and everybody else's for the others. */
const SHARE = 8;
/** Milliseconds for which a step lets those go first who wait for the writer. */
const PATIENCE = 500;
/** Milliseconds between two steps at least, and after one that failed. */
const GO_ON = 20;
const AFTER_FAILURE = 5 * SECOND;
/** Milliseconds, of which a random part: between two searches for what a node left behind, and until the first. */
const SEARCH = { every: MINUTE, first: SECOND };

/** Rooms of one step. */
const MAX_ROOMS = 500;

/** What is to be brought into the index, one step after the other. */
class Filling {
  readonly #context: Context;
  readonly #rooms = new Set<string>();
  /** Whether there may be messages that were changed, and such as were there before the index. */
  #changed = true;
  #old = true;
  #begun = false;

  constructor(context: Context) {
    this.#context = context;
  }

  get waits(): boolean {
    return this.#rooms.size > 0 || this.#changed || this.#old;
  }

  /** There are new messages in these rooms. */
  expect(roomIds: readonly string[]): void {
    for (const roomId of roomIds) this.#rooms.add(roomId);
  }

  /** A message was changed. */
  expectChange(): void {
    this.#changed = true;
  }

  /** Another node may have left something behind. */
  expectAnything(): void {
    this.#changed = this.#old = true;
  }

  async step(): Promise<void> {
    if (!this.#begun) await beginIndex(this.#context);
    this.#begun = true;
    if (this.#rooms.size > 0) await this.#takeNew();
    else if (this.#changed) await this.#takeChanged();
    else await this.#takeOld();
  }

  async #takeNew(): Promise<void> {
    const taken = [...this.#rooms].slice(0, MAX_ROOMS);
    for (const roomId of taken) this.#rooms.delete(roomId);
    const { more, left } = await indexNew(this.#context, taken).catch((error: unknown) => {
      this.expect(taken);
      throw error;
    });
    this.expect(more);
    this.#changed ||= left;
  }

  async #takeChanged(): Promise<void> {
    this.#changed = false;
    const { left } = await indexChanged(this.#context).catch((error: unknown) => {
      this.#changed = true;
      throw error;
    });
    this.#changed ||= left;
  }

  async #takeOld(): Promise<void> {
    const { more, left } = await indexOld(this.#context);
    this.#old = more;
    this.#changed ||= left;
  }
}

type Options = { context: Context; onError: (error: unknown) => void };

/**
 * Brings messages into the search index, off the way on which those are stored, in small steps that leave the writer to
 * others. Whoever stored a message does it; what a node that died left behind is found by the others.
 */
export function startIndexing({ context, onError }: Options) {
  const filling = new Filling(context);
  let pause = GO_ON;
  let ended = 0;
  const step = async () => {
    const started = performance.now();
    pause = GO_ON;
    if (context.database.writer.queued > 0 && started - ended < PATIENCE) return;
    pause = AFTER_FAILURE;
    await filling.step();
    ended = performance.now();
    pause = Math.max(GO_ON, (ended - started) * (SHARE - 1));
  };
  const job = loop({ every: () => (filling.waits ? pause : MINUTE), run: step, onError });
  const note = (found: () => void) => {
    if (!filling.waits) job.soon(TOGETHER);
    found();
  };
  context.events.subscribe((event) => {
    if (event.type !== "message_changed") return;
    const { change, message } = event;
    note(() => (change === "new_message" ? filling.expect([message.roomId]) : filling.expectChange()));
  });
  const search = loop({
    every: () => SEARCH.every * (0.5 + Math.random()),
    run: async () => {
      const behind = await roomsUnsearched(context);
      note(() => filling.expect(behind));
      filling.expectAnything();
    },
    onError,
  });
  search.soon(SEARCH.first * Math.random());
  return {
    stop() {
      job.stop();
      search.stop();
    },
  };
}
