import type { Target } from "../run/targets.ts";
import type { Figure, Figures } from "./figures.ts";
import type { Metric } from "./metrics.ts";

type Align = "left" | "right";

/** Ratios first: they hold from machine to machine, absolute figures do not. Both are Markdown. */
export function renderTables(figures: Figures, targets: Target[]): string {
  const measured = targets.filter(({ name }) =>
    figures.metrics().some(({ label }) => figures.figure(label, name) !== null),
  );
  const [subject, ...peers] = measured;
  if (subject === undefined) return "";
  return [ratioTable(figures, subject, peers), absoluteTable(figures, measured)].filter(Boolean).join("\n\n");
}

function ratioTable(figures: Figures, subject: Target, peers: Target[]): string {
  const rows = figures
    .metrics()
    .map(({ label, better }) => {
      const cell = (peer: Target) =>
        ratio(figures.figure(label, subject.name), figures.figure(label, peer.name));
      return [label, better, ...peers.map(cell)];
    })
    .filter((row) => row.slice(2).some((cell) => cell !== NONE));
  const titles = peers.map((peer) => `${subject.title} ÷ ${peer.title}`);
  return rows.length === 0 ? "" : `### Ratios\n\n${table(["", "better is", ...titles], rows)}`;
}

function absoluteTable(figures: Figures, measured: Target[]): string {
  const rows = figures
    .metrics()
    .map((metric) => [
      metric.label,
      metric.unit,
      ...measured.map((target) => shown(metric, figures.figure(metric.label, target.name))),
    ]);
  return `### Absolute figures\n\n${table(["", "unit", ...measured.map((target) => target.title)], rows)}`;
}

const NONE = "–";

const ratio = (subject: Figure | null, peer: Figure | null): string =>
  subject === null || peer === null || subject.value <= 0 || peer.value <= 0
    ? NONE
    : `${(subject.value / peer.value).toFixed(2)}${[...subject.marks.union(peer.marks)].toSorted().join("")}`;

const decimalsOf: Record<Metric["unit"], number> = {
  "per second": 0,
  µs: 0,
  ms: 2,
  KB: 2,
  MB: 0,
  "CPU s": 2,
  share: 4,
};

/** A figure as a reader sees it, with what makes it doubtful. */
export function shown(metric: Metric, figure: Figure | null): string {
  if (figure === null) return NONE;
  const decimals = decimalsOf[metric.unit];
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
