import { afterEach, expect, setSystemTime, spyOn, test } from "bun:test";
import type { Broker } from "./broker.ts";
import { Presence } from "./presence.ts";

const DAY = 24 * 3_600_000;

afterEach(() => void setSystemTime());

/** A broker on which only the test speaks. */
function brokerOfOne() {
  let hear: (channel: string, payload: string) => void = () => undefined;
  const broker: Broker = {
    state: "up",
    publish: () => undefined,
    subscribe: () => Promise.resolve(),
    unsubscribe: () => undefined,
    onMessage: (listener) => void (hear = listener),
    onRecovered: () => undefined,
    close: () => Promise.resolve(),
  };
  return { broker, say: (word: object) => hear("presence", JSON.stringify({ node: "other", ...word })) };
}

test("a wall clock that jumps takes nobody of another node away", () => {
  const intervals = spyOn(globalThis, "setInterval");
  const { broker, say } = brokerOfOne();
  const gone: string[] = [];
  const presence = new Presence({
    nodeId: "one",
    broker,
    onChange: ({ key, online }) => !online && gone.push(key),
  });
  const beat = intervals.mock.calls.at(-1)?.[0] as () => void;
  intervals.mockRestore();
  say({ type: "snapshot", version: 1, first: true, keys: ["ada"], entries: [["ada", ["room"]]] });
  for (const jump of [DAY, -DAY, 0]) {
    setSystemTime(new Date(Date.now() + jump));
    beat();
    expect(presence.isOnline("ada")).toBe(true);
  }
  expect(gone).toEqual([]);
  presence.close();
});
