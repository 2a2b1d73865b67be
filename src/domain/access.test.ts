import { expect, test } from "bun:test";
import type { Database } from "../../db/database.ts";
import type { Row, Statement } from "../../db/protocol.ts";
import { Access } from "./access.ts";

/** A database of one person with one session, which answers when the test says so. */
function start() {
  const asked: string[] = [];
  let rooms: string | null = "r1om r2cm";
  let gate = Promise.resolve();
  const ask = async ([statement]: Statement[]): Promise<Row[][]> => {
    const bySession = statement?.sql.includes("sessions");
    asked.push(bySession ? "session" : "rooms");
    const answer: Row[] = bySession
      ? [[0, "ann", "ann", "Ann", null, "member", 5, "{}", rooms]]
      : [["ann", rooms]];
    await gate;
    return [answer];
  };
  return {
    asked,
    access: new Access({ ask } as unknown as Database),
    now: (memberships: string | null) => (rooms = memberships),
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
  };
}

test("who a session belongs to and where they may go is one question", async () => {
  const { access, asked } = start();
  expect(await access.actor("s")).toMatchObject({ userId: "ann", sessionId: "s", createdAt: 5 });
  const standings = await access.standings("ann");
  expect(standings.roomIds).toEqual(["r1", "r2"]);
  expect(standings.get("r1")).toEqual({ kind: "open", role: "member" });
  expect(standings.get("r2")).toEqual({ kind: "closed", role: "member" });
  expect(standings.has("r3")).toBe(false);
  expect(asked).toEqual(["session"]);
});

test("what was forgotten during a look-up is asked for again", async () => {
  const { access, asked, now, hold } = start();
  const release = hold();
  const actor = access.actor("s");
  await new Promise((resolve) => setImmediate(resolve));
  now("r1om");
  access.forgetMemberships("ann");
  release();
  await actor;
  expect((await access.standings("ann")).roomIds).toEqual(["r1"]);
  expect(asked).toEqual(["session", "rooms"]);
});

test("a look-up by session does not replace what is known of somebody's rooms", async () => {
  const { access, now } = start();
  now(null);
  expect((await access.standings("ann")).roomIds).toEqual([]);
  now("r1oo");
  await access.actor("s");
  expect((await access.standings("ann")).roomIds).toEqual([]);
  access.forgetUser("ann");
  expect((await access.standings("ann")).get("r1")).toEqual({ kind: "open", role: "owner" });
});
