import { afterEach, beforeEach, expect, jest, test } from "bun:test";
import type { ClientFrame } from "../../src/lib/contract/frames.ts";
import { Resumption } from "./resumption.ts";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function start() {
  const sent: ClientFrame[] = [];
  return { sent, resumption: new Resumption((frame) => sent.push(frame) > 0) };
}

test("what is on its way is not asked for twice", () => {
  const { sent, resumption } = start();
  resumption.revisions.set("room", 3);
  resumption.askFor("room");
  resumption.askFor("room");
  resumption.answered(["room"]);
  resumption.askFor("room");
  expect(sent).toEqual([
    { type: "resume", rooms: { room: 3 } },
    { type: "resume", rooms: { room: 3 } },
  ]);
});

test("what the server could not answer is asked for again, once, from where the page then stands", () => {
  const { sent, resumption } = start();
  resumption.revisions.set("one", 3);
  resumption.revisions.set("other", 5);
  resumption.resumeAll();
  resumption.failed();
  resumption.failed();
  resumption.revisions.set("one", 4);
  resumption.answered(["other"]);
  jest.advanceTimersByTime(5000);
  expect(sent.slice(1)).toEqual([{ type: "resume", rooms: { one: 4 } }]);
});

test("an error that concerns no room asks for nothing", () => {
  const { sent, resumption } = start();
  resumption.failed();
  jest.advanceTimersByTime(5000);
  expect(sent).toEqual([]);
});
