import type { BadJob } from "../disturbance/bad.ts";
import { Disturber } from "../disturbance/disturber.ts";
import { latencyMetrics, type Metric } from "../report/metrics.ts";
import { faultsOf, generate } from "../run/generate.ts";
import { inFolder } from "../run/measure.ts";
import { withServer } from "../run/server.ts";
import { withSettings, type Target } from "../run/targets.ts";
import { fanOutLabels, steadyPhase } from "./fan-out.ts";
import { together } from "./idle.ts";
import type { Bench, Scenario } from "./scenario.ts";

export const badInputLabel = `${fanOutLabels.steady}, while others misbehave`;
/** Those who misbehave have a room of their own, with a history to ask for. */
const BAD: { rooms: number; members: number; messages: number } = { rooms: 1, members: 11, messages: 500 };
/** As an installation has them, but for the messages of those who are measured. */
const LIMITS = { RATE_LIMITS: "on", LIMIT_MESSAGES: "6000/1m" };

/** The steady rate with flooding, slow and giant-frame clients, and beside it, in column `calm`, without them. */
export const badInputScenario: Scenario = {
  name: "bad input",
  servers: ["wisp"],
  async measure(target, bench) {
    const limited = withSettings(target, LIMITS);
    const calm = await steady(limited, bench, false);
    const disturbed = await steady(limited, bench, true);
    const metrics = [
      ...disturbed.metrics,
      ...calm.metrics.map((metric): Metric => ({ ...metric, column: "calm" })),
    ];
    return { metrics, ...together([calm, disturbed]) };
  },
};

function steady(target: Target, { sizes, directory }: Bench, disturbed: boolean) {
  return inFolder(directory, async () => {
    const { fan, warmSeconds } = sizes;
    const credentials = await target.prepare(fan, directory);
    const bad = await target.prepare(BAD, directory);
    const before = await target.stored(directory);
    const result = await withServer(target, directory, async (server) => {
      const job: BadJob = { port: server.port, roomId: bad.roomIds[0] ?? "", tokens: bad.tokens };
      using disturber = disturbed ? await Disturber.start("bad.ts", job) : null;
      const beside = disturber ? [disturber.pid] : [];
      const load = { layout: fan, credentials, phases: [steadyPhase(sizes)], warmSeconds, beside };
      const measured = await generate(target, [server], load);
      if (disturber) process.stderr.write(`  those who misbehave: ${await disturber.ask("")}\n`);
      return measured;
    });
    const metrics = result.phases.flatMap((phase) => latencyMetrics(badInputLabel, phase));
    return { metrics, results: [result], faults: faultsOf([result], before, await target.stored(directory)) };
  });
}
