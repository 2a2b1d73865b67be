/** What is done to a system under load, and when: a pure function of a seed, so that a failure can be played again. */
import { randomFrom } from "../support/faulty/random.ts";
import { type FaultKind, faultKinds } from "./kinds.ts";

export type Fault = {
  kind: FaultKind;
  /** Which of those that the kind may strike, from 0. */
  target: number;
  /** From its beginning until it is undone. */
  milliseconds: number;
  /** From 0 to below 1, for what else a kind has to choose. */
  chance: number;
};
export type Step = {
  /** Messages that are acknowledged between the step before and this one. */
  acknowledgements: number;
  /** One, or two that begin together. */
  faults: Fault[];
};

const MOST_ACKNOWLEDGEMENTS = 40;
/** Of the steps, how many strike with two faults at once. */
const PAIRS = 0.35;

const kinds = Object.keys(faultKinds) as FaultKind[];

export function planOf(seed: number, faults: number): Step[] {
  const random = randomFrom(seed);
  const whole = (below: number) => Math.floor(random() * below);
  const draw = (): Fault => {
    const kind = kinds[whole(kinds.length)] as FaultKind;
    const { targets, milliseconds } = faultKinds[kind];
    const [shortest, longest] = milliseconds;
    return {
      kind,
      target: whole(targets),
      // Short ones are more frequent: most of what goes wrong does so at a beginning or an end.
      milliseconds: Math.round(shortest * (longest / shortest) ** random()),
      chance: random(),
    };
  };
  const steps: Step[] = [];
  for (let left = faults; left > 0; left -= steps.at(-1)?.faults.length ?? 1) {
    const pair = left > 1 && random() < PAIRS;
    steps.push({
      acknowledgements: 1 + whole(MOST_ACKNOWLEDGEMENTS),
      faults: pair ? [draw(), draw()] : [draw()],
    });
  }
  return steps;
}

export const describe = (steps: Step[]): string =>
  steps
    .map(
      ({ acknowledgements, faults }) =>
        `after ${acknowledgements} messages: ` +
        faults
          .map(({ kind, target, milliseconds }) => `${kind} (${target}) for ${milliseconds} ms`)
          .join(" and "),
    )
    .join("\n");
