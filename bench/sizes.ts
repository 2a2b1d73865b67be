import type { Layout } from "./run/targets.ts";
import type { Archive } from "./seed/archive.ts";
import type { Crowd } from "./seed/crowd.ts";

/** How much of everything is measured. */
export type Sizes = {
  rounds: number;
  /** Of each phase, before it is measured: a server runs for weeks, and its code is compiled in the first seconds. */
  warmSeconds: number;
  seconds: number;
  /** Quiet time before memory is read, or a steady rate. */
  settleSeconds: number;
  /** Sends under way at once. */
  stored: number[];
  /** `perSecond`: messages a second at the steady rate. */
  fan: Layout & { perSecond: number };
  hot: Layout & { perSecond: number };
  idle: Layout;
  crowd: Crowd;
  /** In which it is searched. */
  archive: Archive;
  /** Of them connect where growth is measured. */
  growth: Layout;
  fsyncSeconds: number;
};

export const full: Sizes = {
  rounds: 3,
  warmSeconds: 4,
  seconds: 4,
  settleSeconds: 8,
  stored: [1, 64, 512],
  fan: { rooms: 100, members: 100, perSecond: 300 },
  hot: { rooms: 1, members: 5000, perSecond: 100 },
  idle: { rooms: 100, members: 100, each: 20 },
  crowd: { messages: 1_000_000, rooms: 10_000, users: 10_000 },
  archive: { messages: 1_000_000, rooms: 200, users: 1000 },
  growth: { rooms: 50, members: 100, each: 20 },
  fsyncSeconds: 3,
};

/** The same questions at a size that answers in two minutes: good for "did a ratio fall?", not for the record. */
export const short: Sizes = {
  rounds: 1,
  warmSeconds: 0.3,
  seconds: 0.8,
  settleSeconds: 0.3,
  stored: [1, 64],
  fan: { rooms: 20, members: 50, perSecond: 600 },
  hot: { rooms: 1, members: 1000, perSecond: 100 },
  idle: { rooms: 20, members: 100, each: 20 },
  crowd: { messages: 50_000, rooms: 1000, users: 1000 },
  archive: { messages: 20_000, rooms: 200, users: 100 },
  growth: { rooms: 10, members: 100, each: 20 },
  fsyncSeconds: 0.8,
};

const RESERVED_DESCRIPTORS = 200;

/** A process holds as many connections as it may open descriptors: fewer members where that is too few. */
export function fitted(sizes: Sizes, descriptors: number): Sizes {
  const fit = <L extends Layout>(layout: L): L => {
    const most = Math.floor((descriptors - RESERVED_DESCRIPTORS) / layout.rooms);
    return { ...layout, members: Math.max(2, Math.min(layout.members, most)) };
  };
  return {
    ...sizes,
    fan: fit(sizes.fan),
    hot: fit(sizes.hot),
    idle: fit(sizes.idle),
    growth: fit(sizes.growth),
  };
}
