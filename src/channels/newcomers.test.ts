import { expect, test } from "bun:test";
import { waitFor } from "../../test/support/wait.ts";
import { Newcomers } from "./newcomers.ts";

test("who does not say who they are in time is told of, in order, and nobody else", async () => {
  const late: string[] = [];
  const newcomers = new Newcomers<string>(20, (name) => late.push(name));
  for (const name of ["a", "b", "c"]) newcomers.expect(name);
  newcomers.settle("b");
  await waitFor(() => late.length === 2);
  expect(late).toEqual(["a", "c"]);
  newcomers.expect("d");
  await waitFor(() => late.length === 3);
  expect(late).toEqual(["a", "c", "d"]);
  newcomers.close();
});
