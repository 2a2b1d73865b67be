import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { connectMetrics, sendMetrics, type Metric } from "../report/metrics.ts";
import { faultsOf, generate } from "../run/generate.ts";
import { inFolder } from "../run/measure.ts";
import { withServer } from "../run/server.ts";
import { databaseFile, type Target } from "../run/targets.ts";
import { copyToDisk } from "../seed/copy-to-disk.ts";
import { seedCrowd } from "../seed/crowd.ts";
import type { Sizes } from "../sizes.ts";
import { together } from "./idle.ts";
import { pagePhases, READERS } from "./pages.ts";
import { postingLayout, postingPhase } from "./posting.ts";
import type { Bench, Scenario } from "./scenario.ts";
import { storedPhase } from "./stored.ts";

const IN_FLIGHT = 64;
const pairs = { rooms: IN_FLIGHT, members: 2 };
export const growthLabels = {
  connects: "Grown: connects with 20 rooms restored",
  stored: `Grown: stored, ${IN_FLIGHT} in flight`,
  page: "Grown: room page",
  posting: "Grown: posting over HTTP, 0 subscribers",
};

/** The same lines on a database that has grown, and beside them, in column `small`, on one that has not. */
export const growthScenario: Scenario = {
  name: "growth",
  servers: ["wisp"],
  rounds: 2,
  async measure(target, bench) {
    const small = await lines(target, bench, null);
    const grown = await lines(target, bench, await template(bench));
    const metrics = [
      ...grown.metrics,
      ...small.metrics.map((metric): Metric => ({ ...metric, column: "small" })),
    ];
    return { metrics, ...together([grown, small]) };
  },
};

/** Filled once a run, then copied. */
async function template({ workspace, sizes }: Bench): Promise<string> {
  const file = join(workspace, "grown", "crowd.db");
  if (existsSync(file)) return file;
  mkdirSync(dirname(file), { recursive: true });
  await seedCrowd(sizes.crowd, file);
  return file;
}

function lines(target: Target, { sizes, directory }: Bench, grownFile: string | null) {
  return inFolder(directory, async () => {
    if (grownFile !== null) copyToDisk(grownFile, databaseFile(directory));
    const jobs = await jobsFor(target, directory, sizes);
    const before = await target.stored(directory);
    const results = await withServer(target, directory, async (server) => [
      await generate(target, [server], jobs.comers),
      await generate(target, [server], jobs.senders),
      await generate(target, [server], jobs.readers),
      await generate(target, [server], jobs.posters),
    ]);
    const [come, sent, read, posted] = results;
    const metrics = [
      ...(come ? connectMetrics(growthLabels.connects, come) : []),
      ...(sent?.phases[0] ? sendMetrics(growthLabels.stored, "sends", sent.phases[0]) : []),
      ...(read?.phases[0] ? sendMetrics(growthLabels.page, "requests", read.phases[0]) : []),
      ...(posted?.phases[0] ? sendMetrics(growthLabels.posting, "requests", posted.phases[0]) : []),
    ];
    return { metrics, results, faults: faultsOf(results, before, await target.stored(directory)) };
  });
}

async function jobsFor(target: Target, directory: string, { growth, seconds, warmSeconds }: Sizes) {
  const comers = await target.prepare(growth, directory);
  const senders = await target.prepare(pairs, directory);
  const readers = await target.prepare(READERS, directory);
  const posters = await target.prepare(postingLayout, directory);
  const load = { warmSeconds };
  return {
    comers: { ...load, layout: growth, credentials: comers, phases: [] },
    senders: { ...load, layout: pairs, credentials: senders, phases: [storedPhase(IN_FLIGHT, seconds)] },
    readers: {
      ...load,
      layout: READERS,
      credentials: readers,
      phases: pagePhases(readers, seconds).slice(0, 1),
      connections: 0,
    },
    posters: {
      ...load,
      layout: postingLayout,
      credentials: posters,
      phases: [postingPhase(posters, 0, seconds)],
      connections: 0,
    },
  };
}
