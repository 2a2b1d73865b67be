import { table } from "../report/tables.ts";

/** One figure of the page. */
export type Line = {
  what: string;
  value: number;
  unit: "KB" | "MB" | "ms" | "frames" | "per second" | "" | "points" | "pixels";
  /** The goal: no more than this, or no less. A figure without one is shown for what it explains. */
  most?: number;
  least?: number;
  /** Hardly differs from run to run, so `--check` fails where its goal is missed. */
  budget?: boolean;
  /** What to look at, such as the elements that moved. */
  note?: string;
};

export const isMet = ({ value, most = Infinity, least = -Infinity }: Line): boolean =>
  value <= most && value >= least;

/** Broken promises that do not depend on how busy the machine is. */
export const broken = (lines: Line[]): Line[] => lines.filter((line) => line.budget && !isMet(line));

function goalOf({ most, least, unit }: Line): string {
  if (most !== undefined) return `≤ ${most} ${unit}`.trim();
  return least === undefined ? "" : `≥ ${least} ${unit}`.trim();
}

function verdict(line: Line): string {
  if (line.most === undefined && line.least === undefined) return "";
  return isMet(line) ? "met" : "missed";
}

const shown = (value: number): string =>
  value.toLocaleString("en-US", {
    maximumFractionDigits: Math.abs(value) < 1 ? 4 : Math.abs(value) < 100 ? 1 : 0,
  });

/** Markdown, with what is to be looked at below. */
export function renderLines(lines: Line[]): string {
  const rows = lines.map((line) => [
    line.what,
    goalOf(line),
    `${shown(line.value)} ${line.unit}`.trim(),
    verdict(line),
  ]);
  const notes = lines.flatMap(({ what, note }) => (note ? [`- ${what}: ${note}`] : []));
  return [table(["", "goal", "measured", ""], rows), notes.join("\n")].filter(Boolean).join("\n\n");
}

/** The value below which this part of all lies. */
export function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0;
}
