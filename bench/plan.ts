import type { Phase } from "./load/job.ts";
import type { Layout } from "./run/targets.ts";

/** One layout of rooms and people, on a fresh database and a fresh server, and what is measured on it. */
export type Scenario = {
  name: string;
  layout: Layout;
  /** Here the connections themselves are measured as well: how fast they come and what one costs while idle. */
  measuresConnections: boolean;
  settleSeconds: number;
  phases: Phase[];
};

export type Plan = {
  rounds: number;
  warmSeconds: number;
  scenarios: Scenario[];
  /** For what fsync costs: sends under way at once, and seconds for each. */
  fsyncInFlight: number[];
  fsyncSeconds: number;
};

type Sizes = {
  rounds: number;
  warmSeconds: number;
  seconds: number;
  settleSeconds: number;
  inFlight: number[];
  fsyncSeconds: number;
  fan: Layout;
  fanRate: number;
  hot: Layout;
  hotRate: number;
};

const full: Sizes = {
  rounds: 3,
  warmSeconds: 2,
  seconds: 5,
  settleSeconds: 6,
  inFlight: [1, 64, 512],
  fsyncSeconds: 3,
  fan: { rooms: 100, members: 100 },
  fanRate: 300,
  hot: { rooms: 1, members: 5000 },
  hotRate: 6,
};

/** The same questions at a size that answers in under a minute: good for "did a ratio fall?", not for the record. */
const short: Sizes = {
  rounds: 1,
  warmSeconds: 0.3,
  seconds: 0.8,
  settleSeconds: 0.3,
  inFlight: [1, 64, 512],
  fsyncSeconds: 0.8,
  fan: { rooms: 20, members: 50 },
  fanRate: 600,
  hot: { rooms: 1, members: 1000 },
  hotRate: 30,
};

/** Sends that are stored: each room has one sender and one listener, so fan-out costs next to nothing. */
function stored({ inFlight, seconds }: Sizes): Scenario {
  const phases = inFlight.map((rooms): Phase => ({
    kind: "closed",
    name: `stored ${rooms}`,
    rooms,
    senders: 1,
    window: 1,
    seconds,
  }));
  const layout = { rooms: Math.max(...inFlight), members: 2 };
  return { name: "stored", layout, measuresConnections: false, settleSeconds: 0.2, phases };
}

function fanOut(
  name: string,
  layout: Layout,
  perSecond: number,
  sizes: Sizes,
  measuresConnections: boolean,
): Scenario {
  const { seconds, settleSeconds } = sizes;
  const { rooms } = layout;
  const phases: Phase[] = [
    { kind: "open", name: `${name} steady`, rooms, senders: 1, perSecond, seconds },
    { kind: "closed", name: `${name} 1`, rooms, senders: 1, window: 1, seconds },
    { kind: "closed", name: `${name} 32`, rooms, senders: 4, window: 8, seconds },
  ];
  return { name, layout, measuresConnections, settleSeconds, phases };
}

export function makePlan(size: "full" | "short", descriptors: number): Plan {
  const sizes = size === "full" ? full : short;
  const fan = fitted(sizes.fan, descriptors);
  const hot = fitted(sizes.hot, descriptors);
  const scenarios = [
    stored(sizes),
    fanOut("fan-out", fan, sizes.fanRate, sizes, true),
    fanOut("hot room", hot, sizes.hotRate, sizes, false),
  ];
  const { rounds, warmSeconds, fsyncSeconds, inFlight: fsyncInFlight } = sizes;
  return { rounds, warmSeconds, scenarios, fsyncInFlight, fsyncSeconds };
}

const RESERVED_DESCRIPTORS = 200;

/** A process holds as many connections as it may open descriptors: fewer members where that is too few. */
function fitted(layout: Layout, descriptors: number): Layout {
  const most = Math.floor((descriptors - RESERVED_DESCRIPTORS) / layout.rooms);
  return { rooms: layout.rooms, members: Math.max(2, Math.min(layout.members, most)) };
}
