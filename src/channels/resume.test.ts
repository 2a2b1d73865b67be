import { expect, test } from "bun:test";
import { DatabaseUnavailable } from "../../db/errors.ts";
import type { Connection } from "./connection.ts";
import { type ResumeParts, welcome } from "./resume.ts";

test("a newcomer who cannot be told what was said since they came is told to load the room", async () => {
  const said: unknown[] = [];
  const connection = {
    inTurn: (change: () => Promise<void>) => change(),
    say: (frame: unknown) => said.push(frame),
  } as unknown as Connection;
  const parts = {
    context: { access: { standings: () => Promise.resolve(new Map([["room", {}]])) } },
    delivery: { following: () => Promise.reject(new DatabaseUnavailable("no answer")) },
    subscriptions: { hears: () => false, topic: () => "", connectionsOf: () => [connection] },
  } as unknown as ResumeParts;
  const user = { id: "u", username: "ann", displayName: "Ann", avatarUrl: null, createdAt: "" } as const;
  const begun = {
    type: "membership_begun",
    roomId: "room",
    user: { ...user, role: "member" },
    revision: 1,
  } as const;

  await expect(welcome(parts, begun)).rejects.toThrow("no answer");
  expect(said).toMatchObject([
    { type: "user_joined", roomId: "room" },
    { type: "resync", roomId: "room" },
  ]);
});
