import type { Metric } from "./metrics.ts";

type Cell = { values: number[]; marks: Set<string> };
type Row = { metric: Metric; cells: Map<string, Cell> };

/** What one row says of one server: the median over the rounds. */
export type Figure = { value: number; marks: Set<string> };

/** All figures of a run: rows in the order they were first measured, one column a server or circumstance. */
export class Figures {
  private readonly rows = new Map<string, Row>();

  add(target: string, metrics: Metric[]): void {
    for (const metric of metrics) {
      const row = this.rows.get(metric.label) ?? { metric, cells: new Map<string, Cell>() };
      this.rows.set(metric.label, row);
      const column = metric.column ?? target;
      const cell = row.cells.get(column) ?? { values: [], marks: new Set<string>() };
      row.cells.set(column, cell);
      if (metric.value !== null) cell.values.push(metric.value);
      for (const mark of metric.marks) cell.marks.add(mark);
    }
  }

  metric(label: string): Metric | undefined {
    return this.rows.get(label)?.metric;
  }

  metrics(): Metric[] {
    return [...this.rows.values()].map((row) => row.metric);
  }

  figure(label: string, target: string): Figure | null {
    const cell = this.rows.get(label)?.cells.get(target);
    if (cell === undefined || cell.values.length === 0) return null;
    return { value: median(cell.values), marks: cell.marks };
  }
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
