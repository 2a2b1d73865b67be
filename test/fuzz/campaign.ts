/** Many cases of every kind at once, drawn from one seed. */
import { Dice } from "./dice.ts";
import { frameLane } from "./frame-lane.ts";
import { byteLane, type Lane, requestLane, type Target } from "./lanes.ts";

type Kind = "frames" | "requests" | "bytes";

/** Of all inputs; how many connections each kind has at once; inputs of a case. */
const KINDS: { kind: Kind; lane: (target: Target) => Lane; share: number; lanes: number }[] = [
  { kind: "frames", lane: frameLane, share: 0.7, lanes: 6 },
  // More than the others: who is refused by a limit is answered a second later.
  { kind: "requests", lane: requestLane, share: 0.25, lanes: 96 },
  { kind: "bytes", lane: byteLane, share: 0.05, lanes: 8 },
];

export type Campaign = Target & {
  seed: number;
  inputs: number;
  /** Tells one campaign of a run from another. */
  name: string;
  /** Only this case, to play a failure again. */
  only?: string | undefined;
};

/** Resolves when all inputs are through; fails with what plays the failing case again. */
export async function run(campaign: Campaign): Promise<void> {
  const [only = ""] = campaign.only?.split(" ") ?? [];
  await Promise.all(KINDS.filter(({ kind }) => !only || kind === only).map((one) => runKind(campaign, one)));
}

async function runKind(
  campaign: Campaign,
  { kind, lane, share, lanes }: (typeof KINDS)[number],
): Promise<void> {
  const { tally, only } = campaign;
  let left = only ? 1 : campaign.inputs * share;
  let next = 0;
  const work = async () => {
    const one = lane(campaign);
    try {
      while (left > 0) {
        const name = only ?? `${kind} ${campaign.name}${(next += 1)}`;
        const played = await playCase(campaign, one, name);
        left -= played;
        tally.inputs += played;
      }
    } finally {
      left = 0;
      await one.close();
    }
  };
  await Promise.all(Array.from({ length: only ? 1 : lanes }, work));
}

async function playCase({ seed }: Campaign, lane: Lane, name: string): Promise<number> {
  try {
    return await lane.play(new Dice(seed, name), name);
  } catch (error) {
    throw new Error(`play it again with FUZZ_SEED=${seed} FUZZ_CASE="${name}"`, { cause: error });
  }
}
