/** The faults that the suite knows. What a kind does, and how it is undone, is all that is said of it anywhere. */
import type { Fault } from "./plan.ts";
import type { Stage } from "./stage.ts";

export const NODES = 3;
/** Clients with a link of their own, which can be broken without the others noticing. */
export const FLAKY_CLIENTS = 4;

type Kind = {
  /** How many different ones it may strike. */
  targets: number;
  /** The shortest and the longest; a kind that is over at once still waits so long before it counts as done. */
  milliseconds: readonly [number, number];
  /** Of the same resource only one fault is under way. */
  resource: (target: number) => string;
  begin: (stage: Stage, fault: Fault) => void | Promise<void>;
  end?: (stage: Stage, fault: Fault) => void | Promise<void>;
};

/** Bytes within which a cut falls: some frames, or a request and a half. */
const CUT_WITHIN = 2000;
/** Bytes a second: less than the rooms say. */
const SLOW = 4000;
/** Milliseconds. Tokens live for fifteen minutes: within ten, a clock that is wrong puts nobody out. */
const CLOCK = 600_000;

const at = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;
/** A different length for each connection. */
const within = (chance: number) => {
  let turn = chance;
  return () => {
    turn = (turn * 9301 + 0.49297) % 1;
    return Math.floor(turn * CUT_WITHIN);
  };
};

const node = (target: number) => `node ${target}`;
const redis = () => "redis";
const sqld = () => "sqld";
const redisLink = (target: number) => `redis link ${target}`;
const databaseLink = (target: number) => `sqld link ${target}`;
const client = (target: number) => `client ${target}`;

const kinds = {
  "node is killed": {
    targets: NODES,
    milliseconds: [1, 1000],
    resource: node,
    begin: (stage, { target }) => at(stage.nodes, target).kill(),
    end: (stage, { target }) => at(stage.nodes, target).up(),
  },
  "node is stopped (SIGTERM)": {
    targets: NODES,
    milliseconds: [1, 500],
    resource: node,
    begin: (stage, { target }) => at(stage.nodes, target).stop(),
    end: (stage, { target }) => at(stage.nodes, target).up(),
  },
  "node hangs (SIGSTOP)": {
    targets: NODES,
    milliseconds: [50, 5000],
    resource: node,
    begin: (stage, { target }) => at(stage.nodes, target).pause(),
    end: (stage, { target }) => at(stage.nodes, target).resume(),
  },
  "node's clock jumps": {
    targets: NODES,
    milliseconds: [100, 2000],
    resource: (target) => `clock ${target}`,
    begin: (stage, { target, chance }) =>
      at(stage.nodes, target).clock.shiftClock(Math.round((chance * 2 - 1) * CLOCK)),
    end: (stage, { target }) => at(stage.nodes, target).clock.shiftClock(0),
  },
  "Redis is killed": {
    targets: 1,
    milliseconds: [1, 2000],
    resource: redis,
    begin: (stage) => stage.redis.kill(),
    end: (stage) => stage.redis.up(),
  },
  "Redis restarts (SIGTERM)": {
    targets: 1,
    milliseconds: [1, 200],
    resource: redis,
    begin: (stage) => stage.redis.stop(),
    end: (stage) => stage.redis.up(),
  },
  "Redis hangs (SIGSTOP)": {
    targets: 1,
    milliseconds: [50, 4000],
    resource: redis,
    begin: (stage) => stage.redis.pause(),
    end: (stage) => stage.redis.resume(),
  },
  "way to Redis dies in silence": {
    targets: NODES,
    milliseconds: [100, 4000],
    resource: redisLink,
    begin: (stage, { target }) => at(stage.redisLinks, target).freeze(),
    end: (stage, { target }) => at(stage.redisLinks, target).mend(),
  },
  "way to Redis stalls": {
    targets: NODES,
    milliseconds: [50, 4000],
    resource: redisLink,
    begin: (stage, { target }) => at(stage.redisLinks, target).freeze(),
    end: (stage, { target }) => at(stage.redisLinks, target).thaw(),
  },
  "way to Redis is cut": {
    targets: NODES,
    milliseconds: [1, 10],
    resource: redisLink,
    begin: (stage, { target, chance }) => at(stage.redisLinks, target).cut(within(chance)),
  },
  "sqld is killed": {
    targets: 1,
    milliseconds: [1, 1000],
    resource: sqld,
    begin: (stage) => stage.sqld.kill(),
    end: (stage) => stage.sqld.up(),
  },
  "sqld restarts (SIGTERM)": {
    targets: 1,
    milliseconds: [1, 200],
    resource: sqld,
    begin: (stage) => stage.sqld.stop(),
    end: (stage) => stage.sqld.up(),
  },
  "sqld hangs (SIGSTOP)": {
    targets: 1,
    milliseconds: [50, 6000],
    resource: sqld,
    begin: (stage) => stage.sqld.pause(),
    end: (stage) => stage.sqld.resume(),
  },
  "sqld's disk is full": {
    targets: 1,
    milliseconds: [50, 2000],
    resource: sqld,
    begin: (stage) => stage.disk.diskFull(true),
    end: (stage) => stage.disk.diskFull(false),
  },
  "way to sqld dies in silence": {
    targets: NODES,
    milliseconds: [100, 6000],
    resource: databaseLink,
    begin: (stage, { target }) => at(stage.databaseLinks, target).freeze(),
    end: (stage, { target }) => at(stage.databaseLinks, target).mend(),
  },
  "way to sqld stalls": {
    targets: NODES,
    milliseconds: [50, 6000],
    resource: databaseLink,
    begin: (stage, { target }) => at(stage.databaseLinks, target).freeze(),
    end: (stage, { target }) => at(stage.databaseLinks, target).thaw(),
  },
  "way to sqld is cut": {
    targets: NODES,
    milliseconds: [1, 10],
    resource: databaseLink,
    begin: (stage, { target, chance }) => at(stage.databaseLinks, target).cut(within(chance)),
  },
  "client is cut in mid-frame": {
    targets: FLAKY_CLIENTS,
    milliseconds: [1, 10],
    resource: client,
    begin: (stage, { target, chance }) => at(stage.clientLinks, target).cut(within(chance)),
  },
  "client is half-open": {
    targets: FLAKY_CLIENTS,
    milliseconds: [50, 3000],
    resource: client,
    begin: (stage, { target }) => at(stage.clientLinks, target).freeze(),
    end: (stage, { target }) => at(stage.clientLinks, target).mend(),
  },
  "client's way stalls": {
    targets: FLAKY_CLIENTS,
    milliseconds: [50, 3000],
    resource: client,
    begin: (stage, { target }) => at(stage.clientLinks, target).freeze(),
    end: (stage, { target }) => at(stage.clientLinks, target).thaw(),
  },
  "client reads slowly": {
    targets: FLAKY_CLIENTS,
    milliseconds: [500, 4000],
    resource: client,
    begin: (stage, { target }) => at(stage.clientLinks, target).throttle(SLOW),
    end: (stage, { target }) => at(stage.clientLinks, target).throttle(undefined),
  },
  "balancer cuts everyone": {
    targets: 1,
    milliseconds: [1, 10],
    resource: () => "balancer",
    begin: (stage, { chance }) => stage.balancer.cut(within(chance)),
  },
  "balancer stalls": {
    targets: 1,
    milliseconds: [50, 1500],
    resource: () => "balancer",
    begin: (stage) => stage.balancer.freeze(),
    end: (stage) => stage.balancer.thaw(),
  },
} satisfies Record<string, Kind>;

export type FaultKind = keyof typeof kinds;
export const faultKinds: Record<FaultKind, Kind> = kinds;
