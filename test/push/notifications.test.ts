/** What reaches people's devices, by a push service that checks and decrypts as real ones and browsers do. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Message, Room } from "../../src/lib/contract/objects.ts";
import { startApp, type TestApp } from "../support/app.ts";
import { Person } from "../support/client.ts";
import { type Device, PushService } from "../support/push-service.ts";
import { waitFor } from "../support/wait.ts";

let app: TestApp;
let service: PushService;

beforeAll(async () => {
  service = new PushService();
  app = await startApp({ PUSH_SERVICES: service.origin });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  service[Symbol.dispose]();
});

/** Two people in a closed room, the second one with a device. */
async function pair(): Promise<{ ann: Person; ben: Person; room: Room; device: Device }> {
  const [ann, ben] = await Promise.all([Person.register(app.url), Person.register(app.url)]);
  const room = await ann.createRoom("closed");
  await ann.invite(room.id, ben);
  return { ann, ben, room, device: await service.device().subscribe(ben) };
}

const arrived = (device: Device, count = 1) =>
  waitFor(() => device.taken.length >= count, { timeout: 15_000, message: "a notification" });

const direct = (from: Person, to: Person, content: string) =>
  from.call("POST", `/api/direct-messages/${to.id}`, { content });

/** Everything that was ordered until now has been sent or dropped: a later message to somebody else has arrived. */
async function quietSince(): Promise<void> {
  const { ann, ben, device } = await pair();
  await direct(ann, ben, "the last one");
  await arrived(device);
}

const prefer = (person: Person, preferences: object) =>
  person.call("PATCH", "/api/users/me/preferences", preferences);

const waitingFor = async (person: Person) => {
  const sql = "SELECT count(*) FROM push_deliveries WHERE user_id = ?";
  const [rows = []] = await app.context.database.ask([{ sql, args: [person.id] }]);
  return Number(rows[0]?.[0]);
};

const mentionsOf = async (person: Person) => {
  const sql = "SELECT sequence FROM mentions WHERE user_id = ? AND sequence > 0 ORDER BY sequence";
  const [rows = []] = await app.context.database.ask([{ sql, args: [person.id] }]);
  return rows.map(([sequence]) => Number(sequence));
};

describe.concurrent("a notification", () => {
  test("comes once for a mention, encrypted and signed, and leads to the message", async () => {
    const { ann, ben, room, device } = await pair();
    const message = await ann.send(room.id, `**Look**, @${ben.username}: [the plan](https://example.org)`);
    await arrived(device);
    await quietSince();
    expect(device.taken).toHaveLength(1);
    expect(await waitingFor(ben)).toBe(0);
    const [
      { notification, headers, contact } = { notification: undefined, headers: new Headers(), contact: "" },
    ] = device.taken;
    expect(notification).toEqual({
      title: `${ann.username} mentioned you in ${room.name}`,
      body: `Look, @${ben.username}: the plan`,
      url: `/rooms/${room.id}?at=1#message-${message.id}`,
      tag: room.id,
      roomId: room.id,
      sequence: 1,
      badge: 1,
      icon: null,
    });
    expect(headers.get("topic")).toBe(room.id.replaceAll("-", ""));
    expect(headers.get("urgency")).toBe("high");
    expect(contact).toBe("mailto:wisp@example.org");
  });

  test("comes for a direct message, under the sender's name and in the language of who gets it", async () => {
    const { ann, ben, room, device } = await pair();
    await prefer(ben, { language: "de" });
    await direct(ann, ben, "hello");
    await arrived(device);
    expect(device.taken[0]?.notification).toMatchObject({ title: ann.username, body: "hello", badge: 1 });
    await ann.send(room.id, `@${ben.username} und jetzt?`);
    await arrived(device, 2);
    expect(device.taken[1]?.notification.title).toBe(`${ann.username} hat dich in ${room.name} erwähnt`);
  });

  test("comes for a reply to who follows its thread, and leads there; not to who has read it or wants none", async () => {
    const { ann, ben, room, device } = await pair();
    const root = await ben.send(room.id, "my question");
    const answer = (content: string, alsoInRoom = false) =>
      ann.call<Message>("POST", `/api/rooms/${room.id}/messages`, {
        ...{ content, threadRootId: root.id, alsoInRoom },
      });
    const first = await answer("the answer");
    await using socket = await ben.connect();
    socket.say({ type: "mark_read", roomId: room.id, sequence: first.sequence });
    await arrived(device);
    expect(device.taken[0]?.notification).toMatchObject({
      title: `${ann.username} replied in ${room.name}`,
      body: "the answer",
      url: `/rooms/${room.id}/threads/${root.id}#reply-${first.id}`,
      threadRootId: root.id,
      badge: 1,
    });
    const second = await answer("read at once");
    await ben.call("POST", `/api/messages/${root.id}/thread/read`, { sequence: second.sequence });
    await quietSince();
    await ben.call("DELETE", `/api/messages/${root.id}/follow`);
    await answer("unfollowed");
    await quietSince();
    expect(device.bodies).toEqual(["the answer"]);
  });

  test("does not come for talk that names nobody, one's own messages, or what was read meanwhile", async () => {
    const { ann, ben, room, device } = await pair();
    await ann.send(room.id, "just talking");
    await ben.send(room.id, `I am @${ben.username}, @room`);
    await direct(ann, ben, "seen at once");
    await using socket = await ben.connect();
    const { rooms } = await ben.call<{ rooms: Room[] }>("GET", "/api/rooms");
    for (const { id, lastSequence } of rooms)
      socket.say({ type: "mark_read", roomId: id, sequence: lastSequence });
    await socket.settled();
    await quietSince();
    expect(device.taken).toEqual([]);
  });

  test("comes as the room's level says, else as the person's does", async () => {
    const { ann, ben, room, device } = await pair();
    await prefer(ben, { notifyRooms: "everything", notifyDirect: "nothing" });
    await ann.send(room.id, "everything");
    await arrived(device);
    await direct(ann, ben, "nothing of this");
    await prefer(ben, { notifyRooms: "nothing" });
    await ann.send(room.id, `nor of this, @${ben.username}`);
    await quietSince();
    await ben.call("PATCH", `/api/rooms/${room.id}/membership`, { involvement: "everything" });
    await ann.send(room.id, "but of this");
    await arrived(device, 2);
    expect(device.bodies).toEqual(["everything", "but of this"]);
  });

  test("does not come in quiet hours", async () => {
    const { ann, ben, device } = await pair();
    const hour = (offset: number) => new Date(Date.now() + offset * 3_600_000).toISOString().slice(11, 16);
    await prefer(ben, { timeZone: "UTC", quietHours: { from: hour(-1), to: hour(1) } });
    await direct(ann, ben, "not now");
    await quietSince();
    await prefer(ben, { quietHours: { from: hour(1), to: hour(2) } });
    await direct(ann, ben, "now");
    await arrived(device);
    expect(device.bodies).toEqual(["now"]);
  });

  test("does not come while its reader wants peace, from a room that is quiet, or of somebody who is blocked", async () => {
    const { ann, ben, room, device } = await pair();
    const carl = await Person.register(app.url);
    await ann.invite(room.id, carl);
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    await prefer(ben, { doNotDisturbUntil: soon });
    await direct(ann, ben, "not now");
    await quietSince();
    await prefer(ben, { doNotDisturbUntil: null, notifyRooms: "everything" });
    const membership = `/api/rooms/${room.id}/membership`;
    await ben.call("PATCH", membership, { quietUntil: soon });
    await ann.send(room.id, `quiet, @${ben.username}`);
    await quietSince();
    await ben.call("PATCH", membership, { quietUntil: new Date(Date.now() - 1000).toISOString() });
    await ben.call("PUT", `/api/users/${carl.id}/block`);
    await ann.send(room.id, "heard");
    await carl.send(room.id, "from nobody");
    await arrived(device);
    await quietSince();
    expect(device.bodies).toEqual(["heard"]);
  });

  test("comes to all of a room by name, and the newest stands for several", async () => {
    const { ann, room, device } = await pair();
    await ann.send(room.id, "first, @room");
    await ann.send(room.id, "second, @room");
    await arrived(device);
    await quietSince();
    expect(device.bodies).toEqual(["second, @room"]);
    expect(device.taken[0]?.notification.badge).toBe(2);
  });
});

describe.concurrent("a device", () => {
  test("that is gone is forgotten, and the others are told", async () => {
    const { ann, ben, device } = await pair();
    const other = await service.device().subscribe(ben);
    device.answer = { status: 410 };
    await direct(ann, ben, "one");
    await arrived(other);
    await waitFor(() => device.asked === 1);
    device.answer = { status: 201 };
    await direct(ann, ben, "two");
    await arrived(other, 2);
    await quietSince();
    expect([device.asked, device.taken.length]).toEqual([1, 0]);
  });

  test("whose service is busy is tried again when that says, and told once", async () => {
    const { ann, ben, device } = await pair();
    device.answer = { status: 429, headers: { "retry-after": "1" } };
    await direct(ann, ben, "later");
    await waitFor(() => device.asked === 1, { timeout: 15_000 });
    device.answer = { status: 503, headers: { "retry-after": "1" } };
    await waitFor(() => device.asked === 2, { timeout: 15_000 });
    device.answer = { status: 201 };
    await arrived(device);
    await quietSince();
    expect(device.bodies).toEqual(["later"]);
  });

  test("is not told once its session has ended, or somebody else signed in there", async () => {
    const { ann, ben, device } = await pair();
    const handedOn = await service.device().subscribe(ben);
    await handedOn.subscribe(ann);
    await ben.call("POST", "/api/auth/logout");
    await direct(ann, ben, "to nobody");
    await quietSince();
    expect([...device.taken, ...handedOn.taken]).toEqual([]);
  });
});

describe.concurrent("mentions", () => {
  test("are added by an edit without another notification, and go with the message", async () => {
    const { ann, ben, room, device } = await pair();
    const message = await ann.send(room.id, "hello");
    await quietSince();
    await ann.call("PATCH", `/api/messages/${message.id}`, { content: `hello @${ben.username}` });
    expect(await mentionsOf(ben)).toEqual([1]);
    await quietSince();
    expect(device.taken).toEqual([]);
    await ann.call("DELETE", `/api/messages/${message.id}`);
    expect(await mentionsOf(ben)).toEqual([]);
  });

  test("are of members, and of whoever is there by here", async () => {
    const { ann, ben, room } = await pair();
    const stranger = await Person.register(app.url);
    await ann.send(room.id, `@${ben.username} @${stranger.username} @here`);
    await waitFor(async () => (await mentionsOf(ben)).length === 1);
    await using socket = await ben.connect();
    await waitFor(() => app.context.online([ben.id]).size === 1);
    await ann.send(room.id, "@here");
    await waitFor(async () => (await mentionsOf(ben)).length === 2);
    expect(await mentionsOf(stranger)).toEqual([]);
    await socket.settled();
  });
});
