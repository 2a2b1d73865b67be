/** One seed: its faults, under load, and the verdict. */
import { stateOf } from "../faults/cluster.ts";
import { healthOf } from "../faults/cluster.ts";
import { waitFor } from "../support/wait.ts";
import { type Violation, violationsOf } from "./checker.ts";
import { type FaultKind, faultKinds } from "./kinds.ts";
import { type Fault, planOf, type Step } from "./plan.ts";
import type { Stage } from "./stage.ts";
import { Workload } from "./workload.ts";

/** Milliseconds in which the load goes on although faults are under way, and once none is. */
const GOES_ON_WITHIN = { meanwhile: 8000, afterwards: 15_000 };
/** Messages that must be acknowledged after the last fault. */
const AFTERWARDS = 30;

export type Outcome = {
  seed: number;
  faults: { kind: FaultKind; paired: boolean }[];
  violations: Violation[];
  acknowledged: number;
  /** Milliseconds: the longest in which nobody was told that anything is stored. */
  longestSilence: number;
  /** Seconds for which a node held its event loop at most. */
  longestStall: number;
  milliseconds: number;
};

export async function trial(stage: Stage, seed: number, faults: number): Promise<Outcome> {
  const begun = performance.now();
  const steps = planOf(seed, faults);
  await using workload = (await Workload.begin(stage.people, stage.nodes[0]?.node ?? stage.balancer)).run();
  const { journal } = workload;
  const violations: Violation[] = [];
  try {
    await new Faults(stage, workload).play(steps);
    stage.note("all faults are over");
    await allWell(stage);
    stage.note("all is well");
    await workload.untilAcknowledged(AFTERWARDS, GOES_ON_WITHIN.afterwards);
  } catch (error) {
    violations.push({ sort: "not recovered", what: (error as Error).message });
  }
  const evidence = await workload.finish((roomId) => stateOf(stage.query, roomId));
  violations.push(...violationsOf(evidence), ...stage.misdeeds().map((what) => ({ sort: "misdeed", what })));
  return {
    seed,
    faults: steps.flatMap(({ faults: struck }) =>
      struck.map(({ kind }) => ({ kind, paired: struck.length > 1 })),
    ),
    violations,
    acknowledged: journal.acknowledged,
    longestSilence: journal.longestSilence,
    longestStall: Math.max(...stage.nodes.map((node) => node.takeLongestStall())),
    milliseconds: performance.now() - begun,
  };
}

/** Every node serves and hears the others, and the balancer sends people to it. */
function allWell({ nodes, balancer }: Stage): Promise<unknown> {
  const isWell = async () =>
    balancer.healthy.length === nodes.length &&
    (await Promise.all(nodes.map(({ node }) => healthOf(node)))).every((health) => health?.status === "ok");
  return waitFor(isWell, {
    timeout: GOES_ON_WITHIN.afterwards,
    interval: 50,
    message: "all nodes to be well again",
  });
}

class Faults {
  readonly #stage: Stage;
  readonly #workload: Workload;
  /** The end of the last fault of each resource. */
  readonly #busy = new Map<string, Promise<void>>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #failures: Error[] = [];

  constructor(stage: Stage, workload: Workload) {
    this.#stage = stage;
    this.#workload = workload;
  }

  async play(steps: Step[]): Promise<void> {
    for (const { acknowledgements, faults } of steps) {
      await this.#untilAcknowledged(acknowledgements);
      // One of before may still be under way: what is struck next may be what it needs to come back.
      while (this.#underWay.size > 1) await Promise.race(this.#underWay);
      for (const fault of faults) this.#begin(fault);
    }
    await Promise.all(this.#underWay);
    const [failure] = this.#failures;
    if (failure) throw failure;
  }

  /** With too much broken at once nothing is stored; with nothing broken it must be. */
  async #untilAcknowledged(more: number): Promise<void> {
    const soon = this.#workload.untilAcknowledged(more, GOES_ON_WITHIN.meanwhile);
    await soon.catch(async () => {
      await Promise.all(this.#underWay);
      await this.#workload.untilAcknowledged(more, GOES_ON_WITHIN.afterwards);
    });
  }

  #begin(fault: Fault): void {
    const resource = faultKinds[fault.kind].resource(fault.target);
    const struck = (this.#busy.get(resource) ?? Promise.resolve()).then(() => this.#strike(fault));
    this.#busy.set(resource, struck);
    this.#underWay.add(struck);
    const over = () => this.#underWay.delete(struck);
    struck.then(over, (error: Error) => this.#failures.push(error) && over());
  }

  #note(what: string, { kind, target }: Fault): void {
    this.#stage.note(`${kind} (${target}) ${what}; ${this.#workload.journal.acknowledged} acknowledged`);
  }

  async #strike(fault: Fault): Promise<void> {
    const { begin, end } = faultKinds[fault.kind];
    this.#note("begins", fault);
    await begin(this.#stage, fault);
    await Bun.sleep(fault.milliseconds);
    this.#note("ends", fault);
    await end?.(this.#stage, fault);
    this.#note("over", fault);
  }
}
