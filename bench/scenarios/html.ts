import { costMetric, latencyMetrics, sizeMetric } from "../report/metrics.ts";
import { measure } from "../run/measure.ts";
import { fanOutLabels, steadyPhase } from "./fan-out.ts";
import { together } from "./idle.ts";
import type { Scenario } from "./scenario.ts";

export const htmlLabel = `${fanOutLabels.steady}, as HTML`;
export const htmlSize = "A message as HTML";

/** The steady rate with browsers, and beside it, in column `json`, with those who take JSON. */
export const htmlScenario: Scenario = {
  name: "html",
  servers: ["wisp"],
  async measure(target, { sizes, directory }) {
    const load = { phases: [steadyPhase(sizes)], warmSeconds: sizes.warmSeconds };
    const html = await measure(target, sizes.fan, { ...load, path: "/ws?format=html" }, directory);
    const json = await measure(target, sizes.fan, load, directory);
    const [shown] = html.result.phases;
    const [told] = json.result.phases;
    if (!shown || !told) throw new Error("a phase is missing");
    const metrics = [
      sizeMetric(htmlSize, shown.bytesPerDelivery),
      { ...sizeMetric(htmlSize, told.bytesPerDelivery), column: "json" },
      ...latencyMetrics(htmlLabel, shown),
      costMetric(htmlLabel, shown),
      { ...costMetric(htmlLabel, told), column: "json" },
    ];
    return { metrics, ...together([html, json]) };
  },
};
