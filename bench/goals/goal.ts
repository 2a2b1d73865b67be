import type { Target } from "../run/targets.ts";

/** What stands beside Wisp's figure: another server's, or its own under other circumstances. */
export type Reference = Exclude<Target["name"], "wisp"> | "json" | "small" | "calm";

export const referenceTitles: Record<Reference, string> = {
  relay: "bare Bun, stores nothing",
  bare: "bare Bun + SQLite",
  socketio: "Socket.IO",
  json: "as JSON",
  small: "small database",
  calm: "undisturbed",
};

/** One promise about one figure, in the order and with the numbers of the table that docs/performance.md keeps. */
export type Goal = {
  number: string;
  /** The figure's label (see scenarios/). */
  label: string;
  /** The scenario that measures it. */
  scenario: string;
  reference?: Reference;
  /** What the reference is here, where it is not what its name says. */
  called?: string;
  /** The figure itself, or its ratio to the reference, at least or at most, by what is better. */
  wants: { figure: number } | { ratio: number };
};
