import { afterEach, expect, jest, test } from "bun:test";
import { Typing, type TypingFrame } from "./typing.ts";

const typing = (userId: string, type: TypingFrame["type"] = "user_typing"): TypingFrame => ({
  type,
  roomId: "room",
  userId,
  username: userId,
});

function start() {
  jest.useFakeTimers();
  const said: string[] = [];
  return { said, typing: new Typing(({ type, userId }) => said.push(`${type} ${userId}`)) };
}

afterEach(() => {
  jest.useRealTimers();
});

test("who does not say so again has stopped after five seconds", () => {
  const { said, typing: people } = start();
  people.apply(typing("ann"));
  jest.advanceTimersByTime(4900);
  people.apply(typing("ann"));
  jest.advanceTimersByTime(4900);
  expect(said).toEqual(["user_typing ann", "user_typing ann"]);
  jest.advanceTimersByTime(200);
  expect(said.at(-1)).toBe("user_stopped_typing ann");
});

test("stopping is said once, and only by those who typed", () => {
  const { said, typing: people } = start();
  people.apply(typing("ann"));
  people.apply(typing("ann", "user_stopped_typing"));
  people.apply(typing("ann", "user_stopped_typing"));
  people.apply(typing("ben", "user_stopped_typing"));
  jest.advanceTimersByTime(10_000);
  expect(said).toEqual(["user_typing ann", "user_stopped_typing ann"]);
});

test("whoever sent a message has stopped, if they typed", () => {
  const { typing: people } = start();
  people.apply(typing("ann"));
  expect(people.stop("room", { userId: "ann", username: "ann", displayName: "Ann" })?.type).toBe(
    "user_stopped_typing",
  );
  expect(people.stop("room", { userId: "ben", username: "ben", displayName: "Ben" })).toBeUndefined();
  people.close();
});
