import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { startApp, type TestApp } from "../../../test/support/app.ts";
import { ApiClient, Person, unique } from "../../../test/support/client.ts";
import { waitFor } from "../../../test/support/wait.ts";
import type { Message, Room } from "../../lib/contract/objects.ts";
import { orderDigests } from "./digest.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

const write = (sql: string, ...args: string[]) => app.context.database.writer.write([{ sql, args }]);

/** Ann, and Ben whose address is known to be his, in a room. */
async function pair(): Promise<{ ann: Person; ben: Person; room: Room }> {
  const [ann, ben] = [
    await Person.register(app.url, unique("ann")),
    await Person.register(app.url, unique("ben")),
  ];
  const room = await ann.createRoom("closed");
  await ann.invite(room.id, ben);
  await write("UPDATE users SET email_verified_at = 1 WHERE id = ?", ben.id);
  return { ann, ben, room };
}

/** A message that names somebody, and was sent four hours ago. */
async function named(
  by: Person,
  whom: Person,
  roomId: string,
  text = "are you there?",
  threadRootId?: string,
): Promise<void> {
  const message = { content: `@${whom.username} ${text}`, threadRootId };
  const { id } = await by.call<Message>("POST", `/api/rooms/${roomId}/messages`, message);
  const mentioned =
    "SELECT 1 FROM mentions n JOIN messages m ON m.room_id = n.room_id AND m.sequence = n.sequence WHERE m.id = ?";
  await waitFor(async () => (await app.context.database.ask([{ sql: mentioned, args: [id] }]))[0]?.length);
  await write("UPDATE messages SET created_at = created_at - 4 * 3600000 WHERE id = ?", id);
}

type Digest = { subject: string; plain: string; headers: string };

/** What was mailed to somebody so far, once everything that was ordered has gone out. */
async function digestsTo({ username }: Person): Promise<Digest[]> {
  await orderDigests(app.context);
  const { database } = app.context;
  const waiting = { sql: "SELECT 1 FROM mails WHERE due_at IS NOT NULL", args: [] };
  await waitFor(async () => (await database.ask([waiting]))[0]?.length === 0);
  const sql =
    "SELECT subject, plain, headers FROM mails WHERE kind = 'digest' AND recipient = ? ORDER BY created_at";
  const [rows = []] = await database.ask([{ sql, args: [`${username}@example.org`] }]);
  return rows.map(([subject, plain, headers]) => ({ subject, plain, headers })) as Digest[];
}

const prefer = (person: Person, preferences: object) =>
  person.call("PATCH", "/api/users/me/preferences", preferences);

describe("a digest", () => {
  test("tells once a day what somebody was named in and has not read", async () => {
    const { ann, ben, room } = await pair();
    await named(ann, ben, room.id, "**look** at this");
    await named(ann, ben, room.id, "and this");
    const [digest, ...more] = await digestsTo(ben);
    expect(more).toEqual([]);
    expect(digest?.subject).toBe("2 messages wait for you at Wisp");
    expect(digest?.plain).toContain(`${ann.username} in ${room.name}`);
    expect(digest?.plain).toContain(`@${ben.username} look at this`);
    expect(digest?.plain).toContain(`/rooms/${room.id}?at=2#message-`);
    await named(ann, ben, room.id);
    expect(await digestsTo(ben)).toHaveLength(1);
    await Promise.all([orderDigests(app.context), orderDigests(app.context)]);
    expect(await digestsTo(ben)).toHaveLength(1);
  });

  test("does not come for what was read, deleted, or may not be read any more, nor to an address that is not known", async () => {
    const read = await pair();
    await named(read.ann, read.ben, read.room.id);
    await using socket = await read.ben.connect();
    socket.say({ type: "mark_read", roomId: read.room.id, sequence: 1 });
    await socket.settled();
    const left = await pair();
    await named(left.ann, left.ben, left.room.id);
    await left.ann.call("DELETE", `/api/rooms/${left.room.id}/members/${left.ben.id}`);
    const unknown = await pair();
    await write("UPDATE users SET email_verified_at = NULL WHERE id = ?", unknown.ben.id);
    await named(unknown.ann, unknown.ben, unknown.room.id);
    const banned = await pair();
    await named(banned.ann, banned.ben, banned.room.id);
    await write("UPDATE users SET banned_at = 1 WHERE id = ?", banned.ben.id);
    const blocking = await pair();
    await named(blocking.ann, blocking.ben, blocking.room.id);
    await blocking.ben.call("PUT", `/api/users/${blocking.ann.id}/block`);
    for (const { ben } of [read, left, unknown, banned, blocking]) expect(await digestsTo(ben)).toEqual([]);
  });

  test("does not come for what was read in its thread alone", async () => {
    const { ann, ben, room } = await pair();
    const root = await ben.send(room.id, "who comes?");
    await named(ann, ben, room.id, "me", root.id);
    await ben.call("POST", `/api/messages/${root.id}/thread/read`, { sequence: 2 });
    expect(await digestsTo(ben)).toEqual([]);
    await named(ann, ben, room.id, "and you?", root.id);
    expect((await digestsTo(ben))[0]?.subject).toBe("1 message waits for you at Wisp");
  });

  test("says no more than its reader wants mailed, in their language", async () => {
    const { ann, ben, room } = await pair();
    await prefer(ben, { digest: "names", language: "de" });
    await named(ann, ben, room.id, "a secret");
    const [digest] = await digestsTo(ben);
    expect(digest?.subject).toBe("1 Nachricht wartet auf dich bei Wisp");
    expect(digest?.plain).not.toContain("secret");
    const quiet = await pair();
    await prefer(quiet.ben, { digest: "off" });
    await named(quiet.ann, quiet.ben, quiet.room.id);
    expect(await digestsTo(quiet.ben)).toEqual([]);
  });

  test("is ended by one click of a mail program, by nobody else's link, and says so on the page", async () => {
    const { ann, ben, room } = await pair();
    await named(ann, ben, room.id);
    const [digest] = await digestsTo(ben);
    const headers = JSON.parse(digest!.headers) as Record<string, string>;
    expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    const path = new URL(headers["List-Unsubscribe"]!.slice(1, -1)).pathname;
    const post = (at: string) =>
      fetch(app.url + at, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
    const theirs = path.replace(ben.id, ann.id);
    expect([(await post(theirs)).status, (await fetch(app.url + theirs)).status]).toEqual([404, 404]);
    // Looking is not clicking.
    expect(await (await fetch(app.url + path)).text()).toContain("Send me no more");
    expect(await ben.call("GET", "/api/users/me/preferences")).toMatchObject({ digest: "excerpts" });
    expect((await post(path)).status).toBe(200);
    await waitFor(async () => {
      const { digest: wanted } = await ben.call<{ digest: string }>("GET", "/api/users/me/preferences");
      return wanted === "off";
    });
  });
});

test("who may not come in is written to no more than who has no account", async () => {
  const { ben } = await pair();
  await write("UPDATE users SET banned_at = 1 WHERE id = ?", ben.id);
  const email = `${ben.username}@example.org`;
  expect((await new ApiClient(app.url).request("POST", "/api/auth/reset", { email })).status).toBe(204);
  const sql = "SELECT 1 FROM mails WHERE kind = 'reset' AND recipient = ?";
  await waitFor(async () => (await app.context.database.ask([{ sql, args: [email] }]))[0]?.length === 0);
});
