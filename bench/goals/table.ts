import type { Figure, Figures } from "../report/figures.ts";
import type { Metric } from "../report/metrics.ts";
import { shown, table } from "../report/tables.ts";
import { referenceTitles, type Goal } from "./goal.ts";
import { goals } from "./goals.ts";

/** `missing` says of each scenario that could not be measured why. Markdown. */
export function renderGoals(figures: Figures, missing: Map<string, string>): string {
  const rows = goals
    .filter(({ label, scenario }) => figures.metric(label) !== undefined || missing.has(scenario))
    .map((goal) => rowOf(goal, figures, missing.get(goal.scenario)));
  if (rows.length === 0) return "";
  const head = ["#", "", "goal", "Wisp", "reference", "", "ratio", "goal met"];
  return `### Goals\n\n${table(head, rows)}`;
}

function rowOf(goal: Goal, figures: Figures, missing: string | undefined): string[] {
  const { number, label, reference } = goal;
  const metric = figures.metric(label);
  const ours = figures.figure(label, "wisp");
  if (!metric || !ours) {
    const why = missing ?? "nothing was measured";
    return [number, label, wanted(goal, metric), "–", "–", "", "–", `not measured: ${why}`];
  }
  const theirs = reference ? figures.figure(label, reference) : null;
  const title = reference && theirs ? titleOf(goal) : "";
  const quotient = theirs && ours.value > 0 && theirs.value > 0 ? ours.value / theirs.value : null;
  return [
    number,
    label,
    wanted(goal, metric),
    shown(metric, ours),
    shown(metric, theirs),
    title,
    quotient === null ? "–" : quotient.toFixed(2),
    verdict(goal, metric, ours, quotient),
  ];
}

const titleOf = ({ reference, called }: Goal): string =>
  called ?? (reference ? referenceTitles[reference] : "");

function wanted(goal: Goal, metric: Metric | undefined): string {
  const { wants } = goal;
  const sign = metric?.better === "less" ? "≤" : "≥";
  if ("ratio" in wants) return `${sign} ${wants.ratio} × ${titleOf(goal)}`;
  const value = wants.figure.toLocaleString("en-US");
  return metric ? `${sign} ${value} ${metric.unit === "share" ? "of all" : metric.unit}` : value;
}

function verdict({ wants }: Goal, metric: Metric, ours: Figure, quotient: number | null): string {
  if ("ratio" in wants && quotient === null) return "not measured: no reference";
  const [value, limit] = "ratio" in wants ? [quotient ?? 0, wants.ratio] : [ours.value, wants.figure];
  const met = metric.better === "less" ? value <= limit : value >= limit;
  return met ? "met" : "not met";
}
