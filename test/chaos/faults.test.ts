/** A bounded share of `bun test:faults`: fifty faults of seeds that nobody has played before. A failing one plays again. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { failureOf } from "./report.ts";
import { Stage } from "./stage.ts";
import { trial } from "./trial.ts";

const SEEDS = 5;
const FAULTS = 10;
/** Milliseconds: some faults take seconds to be noticed, and a busy machine has other things to do. */
const WITHIN = 90_000;

const first = Number(process.env["FAULTS_SEED"] ?? Math.floor(Math.random() * 1e9));
let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set();
}, WITHIN);
afterAll(() => stage[Symbol.asyncDispose](), WITHIN);

for (let seed = first; seed < first + SEEDS; seed += 1) {
  test(
    `${FAULTS} faults under load lose, double, reorder and hide nothing (seed ${seed})`,
    async () => {
      const outcome = await trial(stage, seed, FAULTS);
      if (outcome.violations.length > 0) throw new Error(failureOf(outcome, stage));
      expect(outcome.faults.length).toBe(FAULTS);
    },
    WITHIN,
  );
}
