import { expect, test } from "bun:test";
import { Tarpit } from "./tarpit.ts";

test("who is refused again and again waits for it, and nobody else", async () => {
  const tarpit = new Tarpit();
  const told: string[] = [];
  const refuse = (subject: string, name: string) => tarpit.refused(subject).then(() => told.push(name));
  await Promise.all(Array.from({ length: 100 }, () => refuse("flooder", "early")));
  const late = refuse("flooder", "late");
  await refuse("other", "other");
  expect(told.slice(100)).toEqual(["other"]);
  await late;
  expect(told.slice(100)).toEqual(["other", "late"]);
});
