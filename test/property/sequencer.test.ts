/** The sequencer under every loss, doubling, delay and reordering of words, with a database that is slow or fails. */
import { afterEach, beforeEach, expect, jest, test } from "bun:test";
import fc from "fast-check";
import { type Change, type Fetched, Sequencer, type Told } from "../../src/realtime/sequencer.ts";
import { parameters } from "./parameters.ts";

/** The state of the thing `key` as of a revision. */
type Value = { key: number; revision: number };
/** A change, the time until the next one, and the times after which word of it comes: none where it is lost. */
type Step = { key: number; pause: number; delays: number[] };
type Plan = { steps: Step[]; fetches: { before: number; after: number; fails: boolean }[]; limit: number };

const TOPIC = "topic";
/** Milliseconds between two looks of the catch-up job. */
const CHECK_EVERY = 2000;

const plans: fc.Arbitrary<Plan> = fc.record({
  steps: fc.array(
    fc.record({
      key: fc.nat(9),
      pause: fc.oneof(fc.constant(0), fc.nat(60)),
      delays: fc.oneof(
        fc.nat(0).map((delay) => [delay]),
        fc.array(fc.nat(120), { maxLength: 3 }),
      ),
    }),
    { minLength: 1, maxLength: 80 },
  ),
  fetches: fc.array(fc.record({ before: fc.nat(100), after: fc.nat(100), fails: fc.boolean() }), {
    maxLength: 30,
  }),
  /** Changes that one fetch may bring; past that the topic is reset. */
  limit: fc.constantFrom(5, 1000),
});

/** Time, a database that counts revisions, and a listener that follows the contract's rule. */
class Stage {
  revision = 0;
  readonly #present = new Map<number, Change<Value>>();
  readonly faults: string[] = [];
  /** What the listener holds, and up to which revision. */
  held = new Map<number, number>();
  position = 0;
  #left = 0;
  /** What the listener held at each revision. */
  readonly snapshots = new Map<number, Map<number, number>>([[0, new Map()]]);
  readonly sequencer: Sequencer<Value>;
  readonly #plan: Plan;
  #fetched = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.sequencer = new Sequencer<Value>({
      publish: (_, change) => this.#hear(change),
      publishReset: () => this.#reload(),
      fetch: (_, after) => this.#fetch(after),
      key: ({ key }) => String(key),
    });
  }

  store(key: number): Change<Value> {
    const known = this.#present.get(key);
    const revision = ++this.revision;
    const change = { revision, after: revision - 1, value: { key, revision } };
    this.#present.set(key, { ...change, born: known?.born ?? revision });
    // Words tell of the change alone, not of when its thing was made.
    return { ...change, born: known ? 0 : revision };
  }

  get truth(): Map<number, number> {
    return new Map([...this.#present].map(([key, { revision }]) => [key, revision]));
  }

  /** Present states after a revision, as of the moment in the middle of the call. */
  async #fetch(after: number): Promise<Fetched<Value>> {
    const {
      before,
      after: late,
      fails,
    } = this.#plan.fetches[this.#fetched++] ?? { before: 5, after: 5, fails: false };
    await new Promise((resolve) => setTimeout(resolve, before));
    const changes = [...this.#present.values()]
      .filter(({ revision }) => revision > after)
      .toSorted((a, b) => a.revision - b.revision);
    const { revision } = this;
    await new Promise((resolve) => setTimeout(resolve, late));
    if (fails) throw new Error("the database did not answer");
    return changes.length > this.#plan.limit
      ? { changes: [], revision, reset: true }
      : { changes, revision, reset: false };
  }

  #hear({ revision, after, value, isNew }: Told<Value>): void {
    if (revision <= this.#left) this.faults.push(`${revision} left after ${this.#left}`);
    this.#left = revision;
    if (revision <= this.position) return;
    if (after > this.position)
      this.faults.push(`${revision} after ${after} left a hole behind ${this.position}`);
    if (this.held.has(value.key) === isNew) this.faults.push(`${value.key} at ${revision} is new: ${isNew}`);
    this.held.set(value.key, value.revision);
    this.position = revision;
    this.snapshots.set(revision, new Map(this.held));
  }

  /** The listener loads the room afresh. */
  #reload(): void {
    this.held = this.truth;
    this.position = this.revision;
    this.snapshots.clear();
  }
}

/** Lets every timer that is due run, and what it began. */
async function pass(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left >= 0; left -= 10) {
    jest.advanceTimersByTime(Math.min(10, left));
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
  }
}

async function play(plan: Plan): Promise<Stage> {
  const stage = new Stage(plan);
  stage.sequencer.track(TOPIC);
  stage.sequencer.open(TOPIC, 0);
  const checking = setInterval(() => void stage.sequencer.check(TOPIC, stage.revision), CHECK_EVERY);
  for (const { key, pause, delays } of plan.steps) {
    const change = stage.store(key);
    for (const delay of delays) {
      if (delay === 0) stage.sequencer.offer(TOPIC, change);
      else setTimeout(() => stage.sequencer.offer(TOPIC, change), delay);
    }
    if (pause > 0) await pass(pause);
  }
  // Every planned failure costs one retry; each look begins with a fetch that may be the last of these.
  for (let look = 0; look < 40 && (stage.sequencer.position(TOPIC) ?? 0) < stage.revision; look += 1)
    await pass(CHECK_EVERY);
  clearInterval(checking);
  return stage;
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test("whatever is lost, doubled, late or slow: each change leaves once, in order, without a hole, and all arrive", async () => {
  const property = fc.asyncProperty(plans, async (plan) => {
    const stage = await play(plan);
    expect(stage.faults).toEqual([]);
    expect(stage.sequencer.position(TOPIC)).toBe(stage.revision);
    expect([...stage.held].toSorted()).toEqual([...stage.truth].toSorted());
    stage.sequencer.close(TOPIC);
  });
  await fc.assert(property, parameters(150));
}, 60_000);

test("who comes back is brought from what they hold to what everyone holds, or told that memory does not reach", async () => {
  const property = fc.asyncProperty(plans, async (plan) => {
    const stage = await play(plan);
    for (const [revision, snapshot] of stage.snapshots) {
      const missed = stage.sequencer.since(TOPIC, revision);
      if (!missed) continue;
      const held = new Map(snapshot);
      let reached = revision;
      for (const { after, revision: next, value, isNew } of missed) {
        expect(after).toBeLessThanOrEqual(reached);
        expect(next).toBeGreaterThan(reached);
        // A change of what they never saw is possible: they may have gone in the middle of a row of present states.
        if (isNew) expect(held.has(value.key)).toBe(false);
        held.set(value.key, value.revision);
        reached = next;
      }
      expect(reached).toBe(stage.position);
      expect([...held].toSorted()).toEqual([...stage.held].toSorted());
    }
    stage.sequencer.close(TOPIC);
  });
  await fc.assert(property, parameters(150));
}, 60_000);
