import type { Page } from "playwright-core";
import type { Shift } from "../seen.ts";
import type { Line } from "../line.ts";

const NAMED = 4;

export const shiftsOf = (page: Page) => page.evaluate<Shift[]>("bench.shifts()");

/** Their sum, and the elements that moved. */
export function shiftLine(what: string, shifts: Shift[]): Line {
  const value = shifts.reduce((sum, shift) => sum + shift.value, 0);
  const culprits = [...new Set(shifts.flatMap((shift) => shift.culprits))];
  const note = culprits.length > 0 ? { note: culprits.slice(0, NAMED).join("; ") } : {};
  return { what: `${what}: layout shift`, value, unit: "", most: 0, budget: true, ...note };
}
