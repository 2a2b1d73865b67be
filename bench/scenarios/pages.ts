import type { Phase, Request } from "../load/job.ts";
import { sendMetrics, sizeMetric } from "../report/metrics.ts";
import type { Credentials, Layout } from "../run/targets.ts";
import { faultsOf, generate } from "../run/generate.ts";
import { inFolder } from "../run/measure.ts";
import { withServer } from "../run/server.ts";
import type { Scenario } from "./scenario.ts";

export const CLIENTS = 16;
/** Each client has people of its own, 50 rooms in the sidebar, and more than a page of messages in each. */
export const READERS: Layout = { rooms: 1, members: CLIENTS, each: 50, messages: 60 };

export const pageLabels = {
  room: "Room page, 50 messages and 50 rooms",
  compressed: "The same, compressed as browsers ask",
  rooms: "Page of all rooms",
  people: "Page of people, with a search",
};

/** Signed in as a browser is; everyone looks at another room. */
function reading(
  { roomIds, tokens }: Credentials,
  path: (roomId: string) => string,
  compressed = false,
): Request[] {
  return tokens.map((token, index) => ({
    method: "GET",
    path: path(roomIds[index % roomIds.length] ?? ""),
    headers: { cookie: `wisp-access=${token}`, ...(compressed && { "accept-encoding": "gzip" }) },
  }));
}

const phase = (name: string, requests: Request[], seconds: number): Phase => ({
  name,
  requests,
  listeners: 0,
  seconds,
});

export function pagePhases(credentials: Credentials, seconds: number): Phase[] {
  const room = (roomId: string) => `/rooms/${roomId}`;
  return [
    phase("room page", reading(credentials, room), seconds),
    phase("room page, compressed", reading(credentials, room, true), seconds),
    phase(
      "rooms",
      reading(credentials, () => "/rooms"),
      seconds,
    ),
    phase(
      "people",
      reading(credentials, () => "/people?query=bench"),
      seconds,
    ),
  ];
}

/** Pages, each made for who asks. The peer answers a fixed page of about the same length. */
export const pagesScenario: Scenario = {
  name: "pages",
  servers: ["wisp", "relay"],
  rounds: 2,
  measure: (target, { sizes, directory }) =>
    inFolder(directory, async () => {
      const credentials = await target.prepare(READERS, directory);
      const all = pagePhases(credentials, sizes.seconds);
      const phases = target.name === "wisp" ? all : all.slice(0, 1);
      const before = await target.stored(directory);
      const load = { layout: READERS, credentials, phases, warmSeconds: sizes.warmSeconds, connections: 0 };
      const result = await withServer(target, directory, (server) => generate(target, [server], load));
      const labels = Object.values(pageLabels);
      const metrics = result.phases.flatMap((each, index) => [
        ...sendMetrics(labels[index] ?? "", "requests", each),
        sizeMetric(`${labels[index]}: length`, each.bytesPerAnswer),
      ]);
      return {
        metrics,
        results: [result],
        faults: faultsOf([result], before, await target.stored(directory)),
      };
    }),
};
