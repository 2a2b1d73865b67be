import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Phase, Request } from "../load/job.ts";
import { sendMetrics } from "../report/metrics.ts";
import { faultsOf, generate } from "../run/generate.ts";
import { inFolder } from "../run/measure.ts";
import { withServer } from "../run/server.ts";
import { databaseFile, SECRET } from "../run/targets.ts";
import { copyToDisk } from "../seed/copy-to-disk.ts";
import { HIDDEN, SEARCHERS, type Searchers, seedArchive } from "../seed/archive.ts";
import { wordOfRank } from "../seed/words.ts";
import { together } from "./idle.ts";
import type { Bench, Scenario } from "./scenario.ts";
import { storedPhase } from "./stored.ts";

/** Written as words that are whole, except the last. */
const questions = {
  common: "Search, a word in every third message",
  two: "Search, two common words",
  from: "Search, a common word of one person",
  rare: "Search, a word in a few messages",
  hidden: "Search, a word of rooms that one may not read",
  begun: "Search, two letters of a word",
};
type Question = keyof typeof questions;
const written: Record<Question, string> = {
  common: `${wordOfRank(0)} `,
  two: `${wordOfRank(0)} ${wordOfRank(5)} `,
  from: `from:bench_50 ${wordOfRank(0)} `,
  rare: `${wordOfRank(29_000)} `,
  hidden: `${HIDDEN} `,
  begun: wordOfRank(0).slice(0, 2),
};
const names = Object.keys(questions) as Question[];
const beside = (question: Question) => `${questions[question]}, beside sends`;
export const searchLabels = { of: (question: Question) => questions[question], beside };

const SENDING = 16;
const senders = { rooms: SENDING, members: 2 };
const LAYOUT = { rooms: 1, members: SEARCHERS };

/** Somebody each, who asks again as soon as they are answered. */
function phasesOf({ tokens }: Searchers, seconds: number): Phase[] {
  const asking = (question: Question): Request[] =>
    tokens.map((token) => ({
      method: "GET",
      path: `/api/search?${new URLSearchParams({ query: written[question] }).toString()}`,
      headers: { authorization: `Bearer ${token}` },
    }));
  return names.map((name) => ({ name, requests: asking(name), listeners: 0, seconds }));
}

/** Filled once a run, then copied. */
async function template({ workspace, sizes }: Bench): Promise<{ file: string; searchers: Searchers }> {
  const file = join(workspace, "archive", "archive.db");
  const noted = Bun.file(`${file}.json`);
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    await Bun.write(noted, JSON.stringify(await seedArchive(sizes.archive, file, SECRET)));
  }
  return { file, searchers: (await noted.json()) as Searchers };
}

/** A search in fifty rooms of an installation that has a great many messages, alone and while others write. */
export const searchScenario: Scenario = {
  name: "search",
  servers: ["wisp"],
  rounds: 1,
  async measure(target, bench) {
    const { sizes, directory } = bench;
    const { file, searchers } = await template(bench);
    return inFolder(directory, async () => {
      copyToDisk(file, databaseFile(directory));
      const sending = await target.prepare(senders, directory);
      const before = await target.stored(directory);
      const { seconds, warmSeconds } = sizes;
      const phases = phasesOf(searchers, seconds);
      const load = { layout: LAYOUT, credentials: searchers, phases, warmSeconds, connections: 0 };
      const all = (seconds + warmSeconds) * phases.length;
      const results = await withServer(target, directory, async (server) => {
        const alone = await generate(target, [server], load);
        const [searched, sent] = await Promise.all([
          generate(target, [server], load),
          generate(target, [server], {
            layout: senders,
            credentials: sending,
            phases: [storedPhase(SENDING, all)],
            warmSeconds,
          }),
        ]);
        return [alone, searched, sent];
      });
      const [alone, busy] = results;
      const metrics = names.flatMap((name, index) => {
        const [quiet, loud] = [alone?.phases[index], busy?.phases[index]];
        return [
          ...(quiet ? sendMetrics(questions[name], "requests", quiet) : []),
          ...(loud ? sendMetrics(beside(name), "requests", loud) : []),
        ];
      });
      const faults = faultsOf(results, before, await target.stored(directory));
      return { metrics, ...together([{ results, faults }]) };
    });
  },
};
