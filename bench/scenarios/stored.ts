import type { Phase } from "../load/job.ts";
import { sendMetrics } from "../report/metrics.ts";
import { measure } from "../run/measure.ts";
import type { Sizes } from "../sizes.ts";
import type { Scenario } from "./scenario.ts";

export const storedLabel = (inFlight: number): string => `Stored, ${inFlight} in flight`;

/** Each room has one sender and one listener, so fan-out costs next to nothing. */
export const storedPhase = (inFlight: number, seconds: number): Phase => ({
  name: `stored ${inFlight}`,
  rooms: inFlight,
  senders: 1,
  load: { kind: "closed", window: 1 },
  seconds,
});

export const storedPhases = ({ stored, seconds }: Sizes): Phase[] =>
  stored.map((inFlight) => storedPhase(inFlight, seconds));

/** Sends that are stored, embedded. */
export const storedScenario: Scenario = {
  name: "stored",
  servers: ["wisp", "bare", "socketio"],
  async measure(target, { sizes, directory }) {
    const layout = { rooms: Math.max(...sizes.stored), members: 2 };
    const load = { phases: storedPhases(sizes), warmSeconds: sizes.warmSeconds };
    const measured = await measure(target, layout, load, directory);
    const metrics = measured.result.phases.flatMap((phase, index) =>
      sendMetrics(storedLabel(sizes.stored[index] ?? 0), "sends", phase),
    );
    return { ...measured, metrics };
  },
};
