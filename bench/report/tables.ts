import type { Target } from "../run/targets.ts";
import type { Figure, Figures } from "./figures.ts";
import type { Metric } from "./metrics.ts";

type Align = "left" | "right";

/** Ratios first: they hold from machine to machine, absolute figures do not. Both are Markdown. */
export function renderTables(figures: Figures, measured: Target[]): string {
  const [subject, ...peers] = measured;
  if (subject === undefined) return "";
  const ratios = peers.length === 0 ? "" : ratioTable(figures, subject, peers);
  return [ratios, absoluteTable(figures, measured)].filter(Boolean).join("\n\n");
}

function ratioTable(figures: Figures, subject: Target, peers: Target[]): string {
  const rows = figures
    .metrics()
    .map((metric) => [
      metric.label,
      metric.better === "more" ? "more" : "less",
      ...peers.map((peer) =>
        ratio(figures.figure(metric.label, subject.name), figures.figure(metric.label, peer.name)),
      ),
    ]);
  const titles = peers.map((peer) => `${subject.title} ÷ ${peer.title}`);
  return `### Ratios\n\n${table(["", "better is", ...titles], rows)}`;
}

function absoluteTable(figures: Figures, measured: Target[]): string {
  const rows = figures
    .metrics()
    .map((metric) => [
      metric.label,
      metric.unit,
      ...measured.map((target) => absolute(metric, figures.figure(metric.label, target.name))),
    ]);
  return `### Absolute figures\n\n${table(["", "unit", ...measured.map((target) => target.title)], rows)}`;
}

const ratio = (subject: Figure | null, peer: Figure | null): string =>
  subject === null || peer === null || peer.value === 0
    ? "–"
    : `${(subject.value / peer.value).toFixed(2)}${[...subject.marks.union(peer.marks)].toSorted().join("")}`;

function absolute(metric: Metric, figure: Figure | null): string {
  if (figure === null) return "–";
  const decimals = metric.unit === "per second" || metric.unit === "µs" ? 0 : 2;
  const text = figure.value.toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return `${text}${[...figure.marks].toSorted().join("")}`;
}

export function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const aligns = head.map((_, column): Align => (column < 2 ? "left" : "right"));
  const line = (cells: string[]): string =>
    `| ${cells.map((cell, column) => pad(cell, widths[column]!, aligns[column]!)).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (aligns[column] === "left" ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

const pad = (text: string, width: number, align: Align): string =>
  align === "left" ? text.padEnd(width) : text.padStart(width);
