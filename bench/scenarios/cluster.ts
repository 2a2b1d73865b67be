import { deliveryRate, latencyMetrics } from "../report/metrics.ts";
import type { Phase } from "../load/job.ts";
import { faultsOf, generate } from "../run/generate.ts";
import { inFolder } from "../run/measure.ts";
import { withServer } from "../run/server.ts";
import { missingRedis, redisBeside } from "../run/services.ts";
import { withSettings } from "../run/targets.ts";
import { fullPhases } from "./fan-out.ts";
import type { Scenario } from "./scenario.ts";

export const clusterLabels = {
  steady: "Two nodes, 1,000 messages a second, sent on one and received on the other",
  sparse: "Two nodes, 1 in flight in each room",
  busy: "Two nodes, 32 in flight in each room",
};

const PER_SECOND = 1000;
/** Few people at the steady rate, so that the way between the nodes is what is measured. */
const STEADY = { rooms: 20, members: 2 };
const nodes = { pinned: false };

/**
 * Two processes on one database file, through Redis. Every other connection of a room is on the other node; whoever sends
 * is on the first, so that every receipt that is timed has come by the other.
 */
export const clusterScenario: Scenario = {
  name: "cluster",
  servers: ["wisp", "relay"],
  rounds: 2,
  missing: missingRedis,
  measure: (target, { sizes, directory }) =>
    inFolder(directory, async () => {
      const { fan, seconds, warmSeconds } = sizes;
      const pairs = await target.prepare(STEADY, directory);
      const people = await target.prepare(fan, directory);
      await using redis = await redisBeside();
      const shared = withSettings(target, { REDIS_URL: redis.url, DRAIN_SECONDS: "0" });
      const load = { warmSeconds, beside: [redis.pid], pinned: false };
      const steady: Phase[] = [
        {
          name: "steady",
          rooms: STEADY.rooms,
          senders: 1,
          load: { kind: "open", perSecond: PER_SECOND },
          seconds,
        },
      ];
      const jobs = [
        { ...load, layout: STEADY, credentials: pairs, phases: steady },
        { ...load, layout: fan, credentials: people, phases: fullPhases(sizes) },
      ];
      const results = await withServer(
        shared,
        directory,
        (one) =>
          withServer(
            shared,
            directory,
            async (other) => [
              await generate(shared, [one, other], jobs[0]!),
              await generate(shared, [one, other], jobs[1]!),
            ],
            { ...nodes, log: "other.log" },
          ),
        nodes,
      );
      const [slow, sparse, busy] = results.flatMap(({ phases }) => phases);
      if (!slow || !sparse || !busy) throw new Error("a phase is missing");
      const metrics = [
        ...latencyMetrics(clusterLabels.steady, slow),
        deliveryRate(clusterLabels.sparse, sparse),
        ...latencyMetrics(clusterLabels.sparse, sparse),
        deliveryRate(clusterLabels.busy, busy),
      ];
      return { metrics, results, faults: faultsOf(results, 0, await target.stored(directory)) };
    }),
};
