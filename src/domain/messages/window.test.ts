import { afterAll, beforeAll, expect, test } from "bun:test";
import { startApp, type TestApp } from "../../../test/support/app.ts";
import { expectProblem } from "../../../test/contract/expectations.ts";
import { Person } from "../../../test/support/client.ts";
import { MINUTE } from "../../lib/time.ts";

let app: TestApp;
let ada: Person;
let roomId: string;
beforeAll(async () => {
  app = await startApp();
  ada = await Person.register(app.url);
  roomId = (await ada.createRoom()).id;
});
afterAll(() => app?.[Symbol.asyncDispose]());

const set = (sql: string, ...args: (string | number)[]) => app.context.database.writer.write([{ sql, args }]);
const editWindow = (seconds: number) => ada.call("PUT", "/api/installation/edit-window", { seconds });
const edit = (id: string) => ada.request("PATCH", `/api/messages/${id}`, { content: crypto.randomUUID() });
const remove = (id: string) => ada.request("DELETE", `/api/messages/${id}`);
const restore = (id: string) => ada.request("POST", `/api/messages/${id}/restore`);
/** As if it had been sent that long ago. */
const sent = async (ago: number) => {
  const { id } = await ada.send(roomId, "hello");
  await set("UPDATE messages SET created_at = ? WHERE id = ?", Date.now() - ago, id);
  return id;
};

test("a message is edited for fifteen minutes, where nobody said otherwise", async () => {
  expect((await edit(await sent(14 * MINUTE))).status).toBe(200);
  const { detail } = await expectProblem(edit(await sent(16 * MINUTE)), 403, "forbidden");
  expect(detail).toBe("A message can be edited for 15 minutes after it was sent.");
});

test("the window is the installation's, and 0 is for ever", async () => {
  await editWindow(30);
  await expectProblem(edit(await sent(31_000)), 403, "forbidden");
  await editWindow(0);
  expect((await edit(await sent(365 * 24 * 60 * MINUTE))).status).toBe(200);
  await editWindow(900);
});

test("only those in charge say what the window is, within a year", async () => {
  const grace = await Person.register(app.url);
  const windowBy = (person: Person, seconds: unknown) =>
    person.request("PUT", "/api/installation/edit-window", { seconds });
  await expectProblem(windowBy(grace, 60), 403, "forbidden");
  for (const wrong of [-1, 1.5, 31_536_001, "60", null])
    await expectProblem(windowBy(ada, wrong), 400, "invalid_request");
  expect(await grace.call("GET", "/api/installation/edit-window")).toEqual({ seconds: 900 });
});

test("a clock that is set back opens neither the window nor the undo again", async () => {
  const old = await sent(5 * MINUTE);
  const gone = await sent(5 * MINUTE);
  await remove(gone);
  // Somebody wrote an hour from now, by the clock as it goes after it was set back.
  await sent(-60 * MINUTE);
  await expectProblem(edit(old), 403, "forbidden");
  await expectProblem(restore(gone), 403, "forbidden");
  await set("UPDATE messages SET created_at = created_at - ? WHERE room_id = ?", 2 * 60 * MINUTE, roomId);
});

test("a deletion is taken back for a minute", async () => {
  const [soon, late] = [await sent(0), await sent(0)];
  for (const id of [soon, late]) await remove(id);
  await set("UPDATE messages SET deleted_at = deleted_at - 50000 WHERE id = ?", soon);
  await set("UPDATE messages SET deleted_at = deleted_at - 61000 WHERE id = ?", late);
  expect((await restore(soon)).status).toBe(200);
  const { detail } = await expectProblem(restore(late), 403, "forbidden");
  expect(detail).toBe("A deleted message can be restored for a minute.");
});

test("whoever may not write edits nothing either, and may still delete", async () => {
  const grace = await Person.register(app.url);
  await ada.invite(roomId, grace).catch(() => grace.call("POST", `/api/rooms/${roomId}/join`));
  const { id } = await grace.send(roomId, "before");
  const silence = (until: number) =>
    set("UPDATE memberships SET silenced_until = ? WHERE user_id = ?", until, grace.id);
  await silence(Date.now() + MINUTE);
  const attempt = () => grace.request("PATCH", `/api/messages/${id}`, { content: "after" });
  await expectProblem(attempt(), 403, "forbidden");
  await silence(0);
  await set("UPDATE rooms SET archived_at = 1 WHERE id = ?", roomId);
  await expectProblem(attempt(), 403, "forbidden");
  expect((await grace.request("DELETE", `/api/messages/${id}`)).status).toBe(204);
});

test("what a moderator deletes is on record, once, and what they fail to delete is not", async () => {
  const [grace, joan] = [await Person.register(app.url), await Person.register(app.url)];
  const room = await ada.createRoom("closed");
  for (const person of [grace, joan]) await ada.invite(room.id, person);
  const { id } = await grace.send(room.id, "rude words");
  await Promise.all([remove(id), remove(id), joan.request("DELETE", `/api/messages/${id}`)]);
  const log = await app.context.database.ask([
    { sql: "SELECT actor_id, action, room_id, details FROM audit_log WHERE subject_id = ?", args: [id] },
  ]);
  expect(log[0]).toEqual([[ada.id, "message.delete", room.id, JSON.stringify({ senderId: grace.id })]]);
});

test("whom a group call called is called again when the deletion is taken back", async () => {
  const grace = await Person.register(app.url);
  const room = await ada.createRoom("closed");
  await ada.invite(room.id, grace);
  const { id, sequence } = await ada.send(room.id, "@room hello");
  await set("INSERT OR IGNORE INTO mentions VALUES (?, ?, ?)", grace.id, room.id, sequence);
  const called = async () => {
    const sql = "SELECT count(*) FROM mentions WHERE user_id = ? AND sequence > 0";
    return (await app.context.database.ask([{ sql, args: [grace.id] }]))[0]?.[0]?.[0];
  };
  await remove(id);
  expect(await called()).toBe(0);
  await restore(id);
  expect(await called()).toBe(1);
});
