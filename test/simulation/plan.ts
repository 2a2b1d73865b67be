/** From a seed to what will happen: how many of whom, what they do, and what goes wrong. */
import { Random } from "./random.ts";

export type Action =
  | {
      kind: "write" | "edit" | "delete" | "join" | "leave" | "read" | "type";
      client: number;
      pick: number;
      overHttp: boolean;
    }
  | { kind: "again" | "invite" | "remove" | "burst"; client: number; pick: number; overHttp: boolean }
  | { kind: "poison"; node: number };

export type Fault =
  | { kind: "noise"; lost: number; doubled: number; late: number; inOrder: boolean; lasts: number }
  | { kind: "lineCut"; node: number; atOnce: boolean; lasts: number }
  | { kind: "brokerGone"; atOnce: boolean; lasts: number }
  | {
      kind: "diskTrouble";
      refused: number;
      broken: number;
      requestLost: number;
      answerLost: number;
      slow: number;
      lasts: number;
    }
  | { kind: "diskHangs" | "diskCrash"; lasts: number }
  | { kind: "crash"; node: number; effects: number; lasts: number }
  | { kind: "stall"; node: number; lasts: number }
  | { kind: "thread"; node: number }
  | { kind: "cut"; client: number; clientLearns: number | undefined; nodeLearns: number | undefined }
  | { kind: "reload"; client: number }
  | { kind: "slow"; client: number; slowest: number; lasts: number }
  | { kind: "lossyHttp"; chance: number; lasts: number };

export type Happening = (Action | Fault) & { at: number };
export type Plan = {
  seed: number;
  nodes: number;
  /** A node that is alone may keep a file of its own. */
  file: boolean;
  /** Whose each client is, and what it listens to. */
  clients: { person: number; format: "json" | "html" }[];
  rooms: number;
  happenings: Happening[];
  /** Milliseconds for which there are actions and new faults. */
  lasts: number;
};

export const PEOPLE = 3;
/** Milliseconds. */
const CLOSE = 60;

type Draw = (random: Random, plan: Plan) => Fault;
const some = (random: Random, most: number): number => (random.chance(0.5) ? 0 : random.next() * most);
const node = (random: Random, { nodes }: Plan): number => random.whole(0, nodes - 1);
const client = (random: Random, { clients }: Plan): number => random.whole(0, clients.length - 1);
/** Mostly short, sometimes long. */
const lasts = (random: Random, most: number): number => 5 + random.next() ** 2 * most;

const faults: Record<Fault["kind"], Draw> = {
  noise: (random) => ({
    kind: "noise",
    lost: random.chance(0.3) ? 1 : some(random, 0.6),
    doubled: some(random, 0.5),
    late: random.chance(0.5) ? 1 : random.between(1, 200),
    inOrder: random.chance(0.4),
    lasts: lasts(random, 3000),
  }),
  lineCut: (random, plan) => ({
    kind: "lineCut",
    node: node(random, plan),
    atOnce: random.chance(0.3),
    lasts: lasts(random, 4000),
  }),
  brokerGone: (random) => ({ kind: "brokerGone", atOnce: random.chance(0.5), lasts: lasts(random, 4000) }),
  diskTrouble: (random) => ({
    kind: "diskTrouble",
    refused: some(random, 0.7),
    broken: some(random, 0.3),
    requestLost: some(random, 0.15),
    answerLost: some(random, 0.15),
    slow: random.chance(0.5) ? 1 : random.between(1, 100),
    lasts: lasts(random, 2000),
  }),
  diskHangs: (random) => ({ kind: "diskHangs", lasts: lasts(random, 7000) }),
  diskCrash: (random) => ({ kind: "diskCrash", lasts: lasts(random, 3000) }),
  crash: (random, plan) => ({
    kind: "crash",
    node: node(random, plan),
    effects: random.whole(0, 15),
    lasts: lasts(random, 2000),
  }),
  stall: (random, plan) => ({ kind: "stall", node: node(random, plan), lasts: lasts(random, 4000) }),
  thread: (random, plan) => ({ kind: "thread", node: node(random, plan) }),
  cut: (random, plan) => ({
    kind: "cut",
    client: client(random, plan),
    clientLearns: random.chance(0.9) ? random.between(0, 300) : undefined,
    nodeLearns: random.chance(0.7) ? random.between(0, 300) : undefined,
  }),
  reload: (random, plan) => ({ kind: "reload", client: client(random, plan) }),
  slow: (random, plan) => ({
    kind: "slow",
    client: client(random, plan),
    slowest: random.between(5, 400),
    lasts: lasts(random, 3000),
  }),
  lossyHttp: (random) => ({ kind: "lossyHttp", chance: random.next(), lasts: lasts(random, 2000) }),
};

/** Those behind which most can go wrong come more often. */
const kinds: Fault["kind"][] = [
  ...(Object.keys(faults) as Fault["kind"][]),
  ...([
    "diskTrouble",
    "diskTrouble",
    "diskTrouble",
    "noise",
    "noise",
    "crash",
    "crash",
    "cut",
    "cut",
  ] as const),
];

function drawAction(random: Random, plan: Plan): Action {
  if (random.chance(0.02)) return { kind: "poison", node: node(random, plan) };
  const kind = random.pick([
    ...(["write", "write", "write", "write", "burst", "edit", "edit", "delete"] as const),
    ...(["again", "join", "leave", "invite", "remove", "read", "type"] as const),
  ]);
  return { kind, client: client(random, plan), pick: random.whole(0, 1000), overHttp: random.chance(0.4) };
}

export function draw(seed: number): Plan {
  const random = new Random(seed);
  const nodes = random.pick([1, 2, 2, 2, 2, 3]);
  const clients = Array.from({ length: random.whole(2, 4) }, (_, index) => ({
    person: index < PEOPLE ? index : random.whole(0, PEOPLE - 1),
    format: random.chance(0.25) ? ("html" as const) : ("json" as const),
  }));
  const plan: Plan = {
    ...{ seed, nodes, file: random.chance(0.5), clients, rooms: random.whole(1, 2) },
    ...{ happenings: [], lasts: random.between(200, 2500) },
  };
  // What happens at nearly the same moment is what goes wrong together.
  const moments = Array.from({ length: random.whole(1, 5) }, () => random.next() * plan.lasts);
  const at = () =>
    Math.min(
      random.chance(0.6) ? random.pick(moments) + random.next() ** 2 * CLOSE : random.next() * plan.lasts,
      plan.lasts,
    );
  // A few kinds a run, each perhaps several times: what is rare in a mixture of all comes together so.
  const chosen = Array.from({ length: random.whole(1, 4) }, () => random.pick(kinds));
  for (let count = random.whole(0, 6); count > 0; count -= 1) {
    const fault = { ...faults[random.pick(chosen)](random, plan), at: at() };
    plan.happenings.push(fault);
    // Somebody who comes back in the middle of it.
    if (random.chance(0.5))
      plan.happenings.push({
        ...faults.cut(random, plan),
        at: Math.min(plan.lasts, fault.at + random.next() * CLOSE),
      });
  }
  for (let count = random.whole(8, 32); count > 0; count -= 1)
    plan.happenings.push({ ...drawAction(random, plan), at: at() });
  plan.happenings.sort((a, b) => a.at - b.at);
  return plan;
}
