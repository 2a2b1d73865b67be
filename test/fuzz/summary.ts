import type { Outcome } from "./scene.ts";

const change = (before: number, after: number) => `${(((after - before) / before) * 100).toFixed(1)} %`;
const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

/** What a long run saw, for people to read. */
export function summary({ tally, before, after, neighbour, sentAway, seconds, cpuSeconds }: Outcome): string {
  const heap = (key: "live" | "resident") =>
    `${megabytes(before[key])} → ${megabytes(after[key])} (${change(before[key], after[key])})`;
  const latencies = Object.entries(neighbour.latencies)
    .filter(([name]) => !name.startsWith("before"))
    .map(
      ([name, { count, p50, p99, max }]) => `${name}: ${count}, p50 ${p50}, p99 ${p99}, longest ${max} ms`,
    );
  return [
    `inputs            ${tally.inputs}; the measured part in ${seconds.toFixed(0)} s, ${cpuSeconds.toFixed(0)} s of the node's processor time`,
    `alive             ${heap("live")}, objects ${before.objects} → ${after.objects}`,
    `resident          ${heap("resident")}`,
    `held connections  ${sentAway} sent away`,
    `neighbour         ${neighbour.sent} sent, ${neighbour.unacknowledged} unacknowledged, ${neighbour.unheard} unheard, ${neighbour.outOfOrder} out of order`,
    ...latencies.map((line) => `                  ${line}`),
    tally.toString(),
  ].join("\n");
}
