/**
 * `bun test:faults`: faults in real processes under load, for as long as one likes, and how often each was survived.
 *
 *   bun test:faults                       1,000 faults, about twenty minutes
 *   FAULTS=5000 bun test:faults           more of them
 *   FAULTS_SEED=123 bun test:faults       the faults of one seed again
 */
import { Stage } from "./stage.ts";
import { failureOf, summaryOf, tableOf } from "./report.ts";
import { type Outcome, trial } from "./trial.ts";

/** Faults of a seed, and seeds that are played on the same processes: what grows in them shows, and their logs end. */
const FAULTS = 10;
const SEEDS_ON_A_STAGE = 10;
const PROGRESS_EVERY = 50;

const { FAULTS: wanted = "1000", FAULTS_SEED: only } = process.env;
const first = only === undefined ? Math.floor(Math.random() * 1e9) : Number(only);
const count = only === undefined ? Math.ceil(Number(wanted) / FAULTS) : 1;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const outcomes: Outcome[] = [];
for (let from = 0; from < count; from += SEEDS_ON_A_STAGE) {
  await using stage = await Stage.set();
  for (let index = from; index < Math.min(count, from + SEEDS_ON_A_STAGE); index += 1) {
    const seed = first + index;
    const outcome = await trial(stage, seed, FAULTS).catch((error: unknown) => {
      throw new Error(`seed ${seed} could not be played`, { cause: error });
    });
    outcomes.push(outcome);
    if (outcome.violations.length > 0) say(`\nSeed ${outcome.seed}\n${failureOf(outcome, stage)}\n`);
    if ((outcomes.length * FAULTS) % PROGRESS_EVERY === 0) say(summaryOf(outcomes));
  }
}
say(`\n${tableOf(outcomes)}\n\n${summaryOf(outcomes)}`);
process.exit(outcomes.some(({ violations }) => violations.length > 0) ? 1 : 0);
