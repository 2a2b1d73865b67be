import { expect, test } from "bun:test";
import { createMetrics } from "../lib/metrics.ts";
import { mergeMetrics } from "./merge.ts";

test("every metric is described once, with the series of all below it", async () => {
  const workers = ["1", "2"].map((worker) => createMetrics({ region: "here", worker }));
  for (const [index, { messages }] of workers.entries()) messages.add(index + 4, "new_message");
  const texts = await Promise.all(workers.map(({ registry }) => registry.metrics()));
  const merged = mergeMetrics(texts);
  const lines = merged.split("\n");
  expect(lines.filter((line) => line.startsWith("# TYPE wisp_messages_total"))).toHaveLength(1);
  const at = lines.indexOf("# TYPE wisp_messages_total counter");
  expect(lines.slice(at + 1, at + 4)).toEqual([
    'wisp_messages_total{change="new_message",region="here",worker="1"} 4',
    'wisp_messages_total{change="new_message",region="here",worker="2"} 5',
    "",
  ]);
  const seriesOf = (text: string) => text.split("\n").filter((line) => line && !line.startsWith("#"));
  expect(seriesOf(merged).toSorted()).toEqual(texts.flatMap(seriesOf).toSorted());
  expect(mergeMetrics(texts.slice(0, 1))).toBe(texts[0]!);
});
