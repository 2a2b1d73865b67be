/** Plays the run of a seed. The same seed is the same run, on any machine and whatever ran before. */
import type { Plan } from "./plan.ts";
import { draw } from "./plan.ts";
import { Disk } from "./disk.ts";
import { type Breakage, World } from "./world.ts";

export type Outcome = {
  plan: Plan;
  violations: string[];
  trace: string[];
  /** Milliseconds of virtual time. */
  lasted: number;
  settledAfter: number;
  steps: number;
  acknowledged: number;
  longestAfterEnd: number;
  happenings: number;
  /** Of the whole run: differs if a single step did. */
  fingerprint: number;
};

export type Simulate = (seed: number, options?: { trace?: boolean; breakage?: Breakage }) => Outcome;

/** Opens what all runs of this process share; a run itself waits for nothing real. */
export async function simulator(): Promise<Simulate> {
  const engine = await Disk.open();
  return (seed, { trace: traced = false, breakage } = {}) => {
    const plan = draw(seed);
    const trace: string[] = [];
    const world = new World(engine, plan, {
      ...(traced ? { trace } : {}),
      ...(breakage ? { breakage } : {}),
    });
    world.play();
    return {
      ...{ plan, violations: world.violations, trace, lasted: world.time.now, steps: world.time.steps },
      ...{ settledAfter: world.settledAfter, acknowledged: world.post.acknowledgements.size },
      ...{ longestAfterEnd: world.privacy.longest, happenings: world.counts.happenings },
      fingerprint: fingerprintOf(world),
    };
  };
}

const fingerprintOf = ({ random, time, history, roomIds }: World): number =>
  Bun.hash.crc32(
    JSON.stringify([random.state, time.now, time.steps, roomIds.map((roomId) => history.changes(roomId))]),
  );
