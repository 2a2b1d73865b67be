import { expect, test } from "bun:test";
import { waitFor } from "./wait.ts";

test("returns what the condition answers once it is truthy", async () => {
  let looks = 0;
  expect(await waitFor(() => (++looks === 3 ? "there" : null), { interval: 1 })).toBe("there");
  expect(looks).toBe(3);
});

test("takes an error for not yet", async () => {
  let looks = 0;
  const flaky = () => {
    if (++looks < 3) throw new Error("too early");
    return true;
  };
  expect(await waitFor(flaky, { interval: 1 })).toBe(true);
});

test("fails with what it waited for and the last error", async () => {
  const never = () => Promise.reject(new Error("refused"));
  const failure = await waitFor(never, { timeout: 20, message: "the server" }).catch((error: Error) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(failure.message).toBe("after 20 ms still waiting for the server");
  expect(failure.cause).toEqual(new Error("refused"));
});
