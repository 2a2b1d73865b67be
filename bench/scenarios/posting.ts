import type { Phase, Request } from "../load/job.ts";
import { sendMetrics } from "../report/metrics.ts";
import { faultsOf, generate } from "../run/generate.ts";
import { inFolder } from "../run/measure.ts";
import { withServer } from "../run/server.ts";
import type { Credentials } from "../run/targets.ts";
import { CLIENTS } from "./pages.ts";
import type { Scenario } from "./scenario.ts";

const MEMBERS = 100;
export const postingLayout = { rooms: 1, members: MEMBERS };
export const postingLabel = (listeners: number): string => `Posting over HTTP, ${listeners} subscribers`;

/** Sixteen people post into the one room that they all are in. */
export function postingPhase({ roomIds, tokens }: Credentials, listeners: number, seconds: number): Phase {
  const [roomId = ""] = roomIds;
  const requests = tokens.slice(0, CLIENTS).map((token): Request => ({
    method: "POST",
    path: `/api/rooms/${roomId}/messages`,
    headers: { authorization: `Bearer ${token}` },
    roomId,
  }));
  return { name: `posting ${listeners}`, requests, listeners, seconds };
}

/** Messages posted as JSON by 16 clients, stored before they are answered: heard by nobody, and by a hundred. */
export const postingScenario: Scenario = {
  name: "posting",
  servers: ["wisp", "bare"],
  rounds: 2,
  measure: (target, { sizes, directory }) =>
    inFolder(directory, async () => {
      const { seconds, warmSeconds } = sizes;
      const credentials = await target.prepare(postingLayout, directory);
      const results = await withServer(target, directory, async (server) => {
        const post = (connections: number) => {
          const phases = [postingPhase(credentials, connections, seconds)];
          const load = { layout: postingLayout, credentials, phases, warmSeconds, connections };
          return generate(target, [server], load);
        };
        return [await post(0), await post(MEMBERS)];
      });
      const metrics = results.flatMap(({ phases: [phase], connections }) =>
        phase ? sendMetrics(postingLabel(connections), "requests", phase) : [],
      );
      return { metrics, results, faults: faultsOf(results, 0, await target.stored(directory)) };
    }),
};
