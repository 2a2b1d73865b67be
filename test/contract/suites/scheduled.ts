import { describe, expect, test } from "bun:test";
import type { Message, Scheduled } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectIdsAndTimes, expectInvalid, expectProblem, upTo } from "../expectations.ts";
import { everywhere, people, roomOf, secondSession, type Suite } from "../system.ts";

const HOUR = 3_600_000;
const inMilliseconds = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

const scheduling = (person: Person, roomId: string, more: object = {}) =>
  person.request("POST", `/api/rooms/${roomId}/scheduled`, {
    content: "later",
    sendAt: inMilliseconds(HOUR),
    ...more,
  });
const schedule = async (person: Person, roomId: string, more: object = {}): Promise<Scheduled> =>
  (await scheduling(person, roomId, more)).json() as Promise<Scheduled>;
const waiting = async (person: Person) =>
  (await person.call<{ scheduled: Scheduled[] }>("GET", "/api/scheduled")).scheduled;
const change = (person: Person, { id }: Scheduled, body: object) =>
  person.request("PATCH", `/api/scheduled/${id}`, body);
const cancel = (person: Person, { id }: Scheduled) => person.request("DELETE", `/api/scheduled/${id}`);
const sendNow = (person: Person, { id }: Scheduled) => person.request("POST", `/api/scheduled/${id}/send`);
const said = async (person: Person, roomId: string) =>
  (await person.history(roomId)).messages.map(({ content }) => content);
/** Another node may have stored it, and the person's own not know yet. */
const untilSaid = (person: Person, roomId: string, contents: string[]) =>
  waitFor(async () => Bun.deepEquals(await said(person, roomId), contents), {
    message: `the room to hold ${contents.join()}`,
  });
const isDone = (person: Person) =>
  waitFor(async () => (await waiting(person)).length === 0, { message: "nothing to wait any more" });
const failed = (person: Person) =>
  waitFor(async () => (await waiting(person)).find(({ failure }) => failure), { message: "a failure" });

export const scheduled: Suite = (system) => {
  describe("a scheduled message", () => {
    test("is its author's alone until it is sent, once and at its time", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using his = await bob.connect();
      const made = await schedule(alice, room.id, { sendAt: inMilliseconds(1000) });
      expectIdsAndTimes(made);
      expect(made).toMatchObject({ roomId: room.id, content: "later", sending: false, failure: null });
      for (const there of everywhere(alice, system()))
        await waitFor(async () => (await waiting(there)).length === 1, { timeout: 3000 });
      expect(await waiting(bob)).toEqual([]);
      const { message } = await his.next("new_message");
      expect(message).toMatchObject({ content: "later", senderId: alice.id, clientMessageId: made.id });
      expect(Date.parse(message.createdAt)).toBeGreaterThanOrEqual(Date.parse(made.sendAt) - 50);
      await isDone(alice);
      expect(await said(bob, room.id)).toEqual(["later"]);
    });

    test("is told of on every device of its author as it comes, changes and goes", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom("closed");
      const phone = await secondSession(alice);
      await using socket = await phone.connect();
      const told = () => socket.next("own_changed", ({ thing }) => thing === "scheduled");
      const made = await schedule(alice, room.id);
      await told();
      await change(alice, made, { content: "otherwise" });
      await told();
      await cancel(alice, made);
      await told();
      expect(await waiting(phone)).toEqual([]);
    });

    test("is listed by its time, changed and taken back", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const [late, soon] = [
        await schedule(alice, room.id, { content: "b", sendAt: inMilliseconds(2 * HOUR) }),
        await schedule(alice, room.id, { content: "a" }),
      ];
      expect(await waiting(alice)).toEqual([soon, late]);
      const sendAt = inMilliseconds(3 * HOUR);
      const changed = (await (await change(alice, soon, { content: " c ", sendAt })).json()) as Scheduled;
      expect(changed).toEqual({ ...soon, content: "c", sendAt });
      expect(await waiting(alice)).toEqual([late, changed]);
      expect((await cancel(alice, late)).status).toBe(204);
      await expectProblem(cancel(alice, late), 404, "not_found");
      expect(await waiting(alice)).toEqual([changed]);
      expect(await said(alice, room.id)).toEqual([]);
    });

    test("can be sent before its time", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const made = await schedule(alice, room.id);
      const answer = await sendNow(alice, made);
      expect(answer.status).toBe(201);
      expect(await answer.json()).toMatchObject({ content: "later", clientMessageId: made.id });
      await expectProblem(sendNow(alice, made), 404, "not_found");
      expect(await waiting(alice)).toEqual([]);
      expect(await said(alice, room.id)).toEqual(["later"]);
    });

    test("goes into a thread of its room", async () => {
      const { alice } = await people(system(), "alice");
      const [room, elsewhere] = [await alice.createRoom(), await alice.createRoom()];
      const [root, other] = [await alice.send(room.id, "root"), await alice.send(elsewhere.id, "root")];
      await expectProblem(scheduling(alice, room.id, { threadRootId: other.id }), 404, "not_found");
      const made = await schedule(alice, room.id, { threadRootId: root.id });
      expect(await (await sendNow(alice, made)).json()).toMatchObject({ threadRootId: root.id });
    });

    test("is ahead, and within a year", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      for (const sendAt of [inMilliseconds(-1000), inMilliseconds(400 * 24 * HOUR), "tomorrow", 7])
        await expectInvalid(scheduling(alice, room.id, { sendAt }), "sendAt");
      const made = await schedule(alice, room.id);
      await expectInvalid(change(alice, made, { sendAt: inMilliseconds(-1000) }), "sendAt");
      for (const content of ["", "x".repeat(5001), null])
        await expectInvalid(change(alice, made, { content }), "content");
      expect(await waiting(alice)).toEqual([made]);
    });

    test("is one of a hundred at most", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const answers = await Promise.all(
        upTo(104).map((number) => scheduling(everywhere(alice, system())[number % 2] ?? alice, room.id)),
      );
      const statuses = answers.map(({ status }) => status).toSorted();
      expect(statuses).toEqual([...upTo(100).map(() => 201), 409, 409, 409, 409]);
      await waitFor(async () => (await waiting(alice)).length === 100);
    });

    test("is nobody else's to see, change or send", async () => {
      const { alice, bob, mallory } = await people(system(), "alice", "bob", "mallory");
      const room = await roomOf(alice, bob);
      const made = await schedule(alice, room.id);
      await expectProblem(scheduling(mallory, room.id), 404, "not_found");
      for (const other of [bob, mallory])
        for (const attempt of [
          change(other, made, { content: "mine" }),
          cancel(other, made),
          sendNow(other, made),
        ])
          await expectProblem(attempt, 404, "not_found");
      expect(await waiting(alice)).toEqual([made]);
    });

    test("that may not be sent any more waits for its author, who is told why", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await schedule(bob, room.id, { sendAt: inMilliseconds(1000) });
      await alice.request("DELETE", `/api/rooms/${room.id}/members/${bob.id}`);
      await using his = await bob.connect();
      await his.next("own_changed", ({ thing }) => thing === "scheduled");
      const left = await failed(bob);
      expect(left).toMatchObject({ failure: "not_found", sending: false, content: "later" });
      expect(await said(alice, room.id)).toEqual([]);
      await alice.invite(room.id, bob);
      await waitFor(async () => (await sendNow(bob, left)).status === 201);
      await untilSaid(alice, room.id, ["later"]);
      expect(await waiting(bob)).toEqual([]);
    });

    test("that was sent by a node which could not say so is neither changed nor taken back", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const made = await schedule(alice, room.id, { sendAt: inMilliseconds(1500) });
      await alice.send(room.id, made.content, made.id);
      await expectProblem(change(alice, made, { content: "otherwise" }), 409, "conflict");
      await expectProblem(cancel(alice, made), 409, "conflict");
      await isDone(alice);
      expect(await said(alice, room.id)).toEqual([made.content]);
    });

    test("that is changed, taken back and sent at once is sent once or not at all, as each is told", async () => {
      const { alice } = await people(system(), "alice");
      for (const round of upTo(6)) {
        const room = await alice.createRoom();
        const made = await schedule(alice, room.id, { content: "old", sendAt: inMilliseconds(800) });
        const there = everywhere(alice, system());
        const node = (turn: number) => there[turn % there.length] ?? alice;
        await waitFor(() => Date.now() > Date.parse(made.sendAt) - 30 + 10 * round);
        const [changed, cancelled, sent] = await Promise.all([
          change(node(round), made, { content: "new" }),
          round % 2 ? cancel(node(round + 1), made) : undefined,
          sendNow(node(round + 2), made),
        ]);
        for (const answer of [changed, cancelled, sent])
          expect([200, 201, 204, 404, 409]).toContain(answer?.status ?? 404);
        await isDone(alice);
        const content = changed.status === 200 ? "new" : "old";
        await untilSaid(alice, room.id, cancelled?.status === 204 ? [] : [content]);
        if (sent.status === 201) expect(((await sent.json()) as Message).content).toBe(content);
      }
    });
  });
};
