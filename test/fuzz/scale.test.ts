/**
 * Mutated frames, requests and bytes by the ten thousand, in the midst of a crowd that holds connections and gives
 * nothing, while a neighbour goes on talking. `bun run test:fuzz` sends a million and says what it saw.
 *
 *   FUZZ_INPUTS=100000 bun test test/fuzz/scale.test.ts                          more
 *   FUZZ_SEED=7 FUZZ_CASE="frames 12" bun test test/fuzz/scale.test.ts           one case again, as a failure names it
 */
import { expect, test } from "bun:test";
import { type Outcome, type Plan, play } from "./scene.ts";
import { summary } from "./summary.ts";

const { FUZZ_INPUTS, FUZZ_SEED, FUZZ_CASE } = process.env;
const INPUTS = Number(FUZZ_INPUTS ?? 40_000);
/** Inputs once more with every limit on: most is refused before it is looked at, so more of them would tell no more. */
const LIMITED = Math.min(INPUTS / 4, 50_000);
const plan: Plan = {
  seed: Number(FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31)),
  inputs: INPUTS,
  crowd: 2000,
  looks: FUZZ_INPUTS ? 10 : 1,
  only: FUZZ_CASE,
  onProgress: (tally) => FUZZ_INPUTS && console.log(`${tally.inputs} inputs`),
};
const TIMEOUT = 150_000 + INPUTS * 5;

/** How much may be alive after the inputs, for one byte before. */
const GROWTH = 1.05;
/** The same for the whole process: an allocator keeps pages, of which few thousand inputs tell little. */
const RESIDENT_GROWTH = FUZZ_INPUTS ? GROWTH : 1.25;

function expectUnharmed({ neighbour, before, after }: Outcome): void {
  expect(neighbour).toMatchObject({ unacknowledged: 0, unheard: 0, outOfOrder: 0, closed: false });
  expect(after.live / before.live).toBeLessThan(GROWTH);
  expect(after.resident / before.resident).toBeLessThan(RESIDENT_GROWTH);
}

test(
  "inputs that make no sense harm neither the node nor those who use it",
  async () => {
    const outcome = await play(plan);
    if (FUZZ_INPUTS) console.log(summary(outcome));
    expectUnharmed(outcome);
  },
  TIMEOUT,
);

test(
  "the limits hold off a flood of them, and nobody else",
  async () => {
    // As delivered, but that the neighbour may say more than people do.
    const settings = { RATE_LIMITS: "on", LIMIT_MESSAGES: "100000/1m" };
    const outcome = await play({ ...plan, inputs: LIMITED, crowd: 0, settings });
    if (FUZZ_INPUTS) console.log(summary(outcome));
    expectUnharmed(outcome);
    if (!FUZZ_CASE) expect(outcome.tally.of("HTTP 429")).toBeGreaterThan(0);
  },
  TIMEOUT,
);
