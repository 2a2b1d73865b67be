import type { Reference } from "./goals/goal.ts";
import { fanOutLabels } from "./scenarios/fan-out.ts";
import { idleLabels } from "./scenarios/idle.ts";
import { pageLabels } from "./scenarios/pages.ts";
import { postingLabel } from "./scenarios/posting.ts";
import { storedLabel } from "./scenarios/stored.ts";

/** Wisp's figure divided by the reference's, as `bun bench:check` itself gave it on 2026-11-21: to be set again with docs/performance.md's. */
export type Floor = { scenario: string; label: string; reference: Reference; ratio: number };

/**
 * What `bun bench:check` holds a change to: half of it, whichever way is better. They are of one machine; what divides
 * two figures of one run hardly differs on another. Where a line's rate hangs on the disk or the load generator too, it is
 * the CPU that is compared.
 */
export const floors: Floor[] = [
  { scenario: "fan-out", label: `${fanOutLabels.one}: deliveries`, reference: "relay", ratio: 0.8 },
  { scenario: "fan-out", label: `${fanOutLabels.many}: deliveries`, reference: "relay", ratio: 0.4 },
  {
    scenario: "fan-out",
    label: `${fanOutLabels.steady}: per million deliveries`,
    reference: "relay",
    ratio: 2.2,
  },
  { scenario: "idle", label: `${idleLabels.connects}: CPU each`, reference: "relay", ratio: 3.2 },
  { scenario: "stored", label: `${storedLabel(64)}: CPU each`, reference: "bare", ratio: 1.2 },
  { scenario: "stored", label: `${storedLabel(512)}: CPU each`, reference: "bare", ratio: 0.8 },
  { scenario: "pages", label: `${pageLabels.room}: CPU each`, reference: "relay", ratio: 40 },
  { scenario: "posting", label: `${postingLabel(0)}: CPU each`, reference: "bare", ratio: 1.5 },
  { scenario: "posting", label: `${postingLabel(100)}: CPU each`, reference: "bare", ratio: 1.6 },
];
