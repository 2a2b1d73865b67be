import { badInputLabel } from "../scenarios/bad-input.ts";
import { clusterLabels } from "../scenarios/cluster.ts";
import { fanOutLabels } from "../scenarios/fan-out.ts";
import { growthLabels } from "../scenarios/growth.ts";
import { hotRoomLabel } from "../scenarios/hot-room.ts";
import { htmlLabel, htmlSize } from "../scenarios/html.ts";
import { idleLabels } from "../scenarios/idle.ts";
import { pageLabels } from "../scenarios/pages.ts";
import { postingLabel } from "../scenarios/posting.ts";
import { searchLabels } from "../scenarios/search.ts";
import { sqldLabel } from "../scenarios/sqld.ts";
import { startLabels } from "../scenarios/start.ts";
import { storedLabel } from "../scenarios/stored.ts";
import type { Goal, Reference } from "./goal.ts";

type Wants = Goal["wants"];
const figure = (value: number): Wants => ({ figure: value });
const ratio = (value: number): Wants => ({ ratio: value });

const goal = (
  number: string,
  scenario: string,
  label: string,
  wants: Wants,
  reference?: Reference,
  called?: string,
): Goal => ({ number, scenario, label, wants, ...(reference && { reference }), ...(called && { called }) });

const onSqld = "bare Bun, batches on sqld";
const twoNodes = "two bare Bun, store nothing";

/** A tenth worse than on a small database is still as good. */
const grown = (label: string, better: "more" | "less") =>
  goal("14", "growth", label, ratio(better === "more" ? 0.9 : 1.1), "small");

export const goals: Goal[] = [
  goal("1", "fan-out", `${fanOutLabels.one}: deliveries`, ratio(0.9), "relay"),
  goal("2", "fan-out", `${fanOutLabels.many}: deliveries`, ratio(0.5), "relay"),
  goal("3", "hot room", `${hotRoomLabel}: delivered in the end`, figure(1), "relay"),
  goal("3", "hot room", `${hotRoomLabel}: delivered while it went on`, figure(0.99), "relay"),
  goal("3", "hot room", `${hotRoomLabel}: latency p99`, figure(100), "relay"),
  goal("4", "fan-out", `${fanOutLabels.steady}: per million deliveries`, ratio(1.2), "relay"),
  goal("4", "fan-out", `${fanOutLabels.steady}: latency p99`, figure(3), "relay"),
  goal("5", "idle", idleLabels.memory, figure(5), "relay"),
  goal("5", "idle", idleLabels.compression, figure(0.3), "relay"),
  goal("6", "idle", `${idleLabels.connects}, for a second of CPU`, figure(15_000), "relay"),
  goal("7", "stored", `${storedLabel(64)}: sends`, figure(25_000), "bare"),
  goal("7", "stored", `${storedLabel(64)}: ack p99`, figure(6), "bare"),
  goal("7", "stored", `${storedLabel(1)}: ack p50`, figure(0.5), "bare"),
  goal("8", "sqld", `${sqldLabel(64)}: sends`, figure(10_000), "bare", onSqld),
  goal("8", "sqld", `${sqldLabel(64)}: ack p99`, figure(20), "bare", onSqld),
  goal("9", "cluster", `${clusterLabels.steady}: latency p50`, figure(0.6), "relay", twoNodes),
  goal("9", "cluster", `${clusterLabels.steady}: latency p99`, figure(2), "relay", twoNodes),
  goal("9", "cluster", `${clusterLabels.sparse}: deliveries`, figure(300_000), "relay", twoNodes),
  goal("9", "cluster", `${clusterLabels.busy}: deliveries`, figure(1_000_000), "relay", twoNodes),
  goal("10", "html", htmlSize, figure(1.5), "json"),
  goal("10", "html", `${htmlLabel}: per million deliveries`, ratio(1.15), "json"),
  goal("11", "pages", `${pageLabels.room}: requests`, figure(3000), "relay"),
  goal("11", "pages", `${pageLabels.room}: answer p99`, figure(10), "relay"),
  goal("12", "posting", `${postingLabel(0)}: requests`, figure(8000), "bare"),
  goal("12", "posting", `${postingLabel(100)}: requests`, figure(6000), "bare"),
  goal("13", "start", startLabels.time, figure(400), "relay"),
  goal("13", "start", startLabels.memory, figure(90), "relay"),
  grown(`${growthLabels.stored}: sends`, "more"),
  grown(`${growthLabels.stored}: CPU each`, "less"),
  grown(`${growthLabels.page}: requests`, "more"),
  grown(`${growthLabels.page}: CPU each`, "less"),
  grown(`${growthLabels.posting}: requests`, "more"),
  grown(`${growthLabels.posting}: CPU each`, "less"),
  grown(`${growthLabels.connects}: CPU each`, "less"),
  ...(["common", "from", "rare", "hidden"] as const).flatMap((question) => [
    goal("15", "search", `${searchLabels.of(question)}: answer p99`, figure(50)),
    goal("15", "search", `${searchLabels.beside(question)}: answer p99`, figure(50)),
  ]),
  goal("bad input", "bad input", `${badInputLabel}: latency p99`, ratio(1.2), "calm"),
];
