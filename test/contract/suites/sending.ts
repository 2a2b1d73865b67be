import { describe, expect, test } from "bun:test";
import type { Message, Room } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { ascending, expectInvalid, expectProblem, upTo } from "../expectations.ts";
import { everywhere, people, roomOf, type Suite } from "../system.ts";

const UNKNOWN = "01920000-0000-7000-8000-000000000000";
const post = (person: Person, { id }: Room, body: object) =>
  person.request("POST", `/api/rooms/${id}/messages`, body);

export const sending: Suite = (system) => {
  describe("the order of a room", () => {
    test("is 1, 2, 3 … without holes, whoever sends at once and wherever", async () => {
      const { alice, bob, carol, dave } = await people(system(), "alice", "bob", "carol", "dave");
      const room = await roomOf(alice, bob, carol, dave);
      const senders = [alice, bob, carol, dave].flatMap((person) => everywhere(person, system()));
      const sent = await Promise.all(
        senders.flatMap((sender) => upTo(15).map((turn) => sender.send(room.id, `${turn}`))),
      );

      expect(ascending(sent.map(({ sequence }) => sequence))).toEqual(upTo(sent.length));
      expect(ascending(sent.map(({ revision }) => revision))).toEqual(upTo(sent.length));
      const stored = sent.toSorted((a, b) => a.sequence - b.sequence);
      for (const url of system().urls) {
        const { messages } = await alice
          .at(url)
          .call<{ messages: Message[] }>("GET", `/api/rooms/${room.id}/changes?after=0`);
        expect(messages).toEqual(stored);
      }
      expect(await alice.call<Room>("GET", `/api/rooms/${room.id}`)).toMatchObject({
        lastSequence: sent.length,
        revision: sent.length,
      });
    });

    test("counts every durable change once, also where people edit and delete meanwhile", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const first = await Promise.all(
        upTo(20).map((turn) => (turn % 2 ? alice : bob).send(room.id, `${turn}`)),
      );
      const editing = first.slice(0, 14).map((message) => {
        const sender = message.senderId === alice.id ? alice : bob;
        return sender.call<Message>("PATCH", `/api/messages/${message.id}`, { content: "edited" });
      });
      const further = upTo(20).map((turn) => (turn % 2 ? alice : bob).send(room.id, `more ${turn}`));
      const deleting = first
        .slice(14)
        .map((message) =>
          (message.senderId === alice.id ? alice : bob).call("DELETE", `/api/messages/${message.id}`),
        );
      await Promise.all([...editing, ...further, ...deleting]);

      const { messages, revision } = await bob.call<{ messages: Message[]; revision: number }>(
        "GET",
        `/api/rooms/${room.id}/changes?after=0`,
      );
      expect(revision).toBe(first.length + editing.length + further.length + deleting.length);
      expect(ascending(messages.map(({ sequence }) => sequence))).toEqual(upTo(40));
      expect(messages.map((message) => message.revision)).toEqual(upTo(40).map((turn) => turn + 20));
    });

    test("of one room is not touched by another's", async () => {
      const { alice } = await people(system(), "alice");
      const [tea, coffee] = [await alice.createRoom(), await alice.createRoom()];
      for (const sequence of upTo(3)) {
        expect(await alice.send(tea.id, "tea")).toMatchObject({ sequence, revision: sequence });
        expect(await alice.send(coffee.id, "coffee")).toMatchObject({ sequence, revision: sequence });
      }
    });
  });

  describe("a message", () => {
    test("says who sent what, when and where", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom("closed");
      const before = Date.now();
      const message = await alice.send(room.id, "  hello there \n");
      expect(message).toMatchObject({
        roomId: room.id,
        roomKind: "closed",
        sequence: 1,
        revision: 1,
        content: "hello there",
        messageType: "text",
      });
      expect(message).toMatchObject({
        senderId: alice.id,
        senderUsername: alice.username,
        clientMessageId: null,
        threadRootId: null,
        editedAt: null,
        deletedAt: null,
      });
      expect(Date.parse(message.createdAt)).toBeWithin(before - 1000, Date.now() + 1000);
    });

    test("comes back as it was sent, whatever it is made of", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const contents = [
        "<script>alert(1)</script>",
        "'; DROP TABLE messages; --",
        "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "مرحبا ‮abc",
        "e\u0301 ≠ é",
        "line\r\nline\ttab",
        '{"type":"ping"}',
        "\\u0041 %s ${x}",
      ];
      for (const content of contents) expect((await alice.send(room.id, content)).content).toBe(content);
      expect((await alice.history(room.id)).messages.map(({ content }) => content)).toEqual(contents);
    });

    test("has 1 to 5,000 characters, counted in code points after trimming", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      for (const content of [
        "x",
        "x".repeat(5000),
        "🦊".repeat(5000),
        `${" ".repeat(9000)}${"x".repeat(5000)}\n`,
      ]) {
        expect((await alice.send(room.id, content)).content).toBe(content.trim());
      }
      for (const content of [
        "",
        " \n\t ",
        "x".repeat(5001),
        "🦊".repeat(5001),
        `${"🦊".repeat(4999)}xy`,
        "\ud800",
        "x\udc00y",
        "a\u0000b",
        null,
        7,
        undefined,
      ]) {
        await expectInvalid(post(alice, room, { content }), "content");
      }
      expect((await alice.history(room.id)).messages.length).toBe(4);
    });

    test("may answer another one of its room, and of no other", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const [room, elsewhere, secret] = [
        await roomOf(alice, bob),
        await alice.createRoom(),
        await bob.createRoom("closed"),
      ];
      const root = await bob.send(room.id, "root");
      const answer = (await (
        await post(alice, room, { content: "answer", threadRootId: root.id })
      ).json()) as Message;
      expect(answer).toMatchObject({ threadRootId: root.id, sequence: 2 });
      for (const threadRootId of [
        (await alice.send(elsewhere.id, "x")).id,
        (await bob.send(secret.id, "x")).id,
        UNKNOWN,
      ]) {
        await expectProblem(post(alice, room, { content: "answer", threadRootId }), 404, "not_found");
      }
      await expectInvalid(post(alice, room, { content: "answer", threadRootId: "root" }), "threadRootId");
      expect((await alice.history(room.id)).messages.length).toBe(2);
    });
  });

  describe("sending again", () => {
    test("with the same clientMessageId finds the first message", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const first = await post(alice, room, { content: "hello", clientMessageId: "c1" });
      expect(first.status).toBe(201);
      const message = (await first.json()) as Message;
      expect(message.clientMessageId).toBe("c1");
      for (const there of everywhere(alice, system())) {
        const again = await post(there, room, { content: " hello ", clientMessageId: "c1" });
        expect(again.status).toBe(200);
        expect(await again.json()).toEqual(message);
      }
      expect((await alice.history(room.id)).messages).toEqual([message]);
      expect(await alice.send(room.id, "next")).toMatchObject({ sequence: 2, revision: 2 });
    });

    test("at the same instant, on every node, makes one message", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const resends = everywhere(alice, system()).flatMap((there) =>
        upTo(8).map(() => post(there, room, { content: "once", clientMessageId: "c1" })),
      );
      const answers = await Promise.all(resends);
      const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as Message).id));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([
        ...answers.slice(1).map(() => 200),
        201,
      ]);
      expect(new Set(ids).size).toBe(1);
      expect(await alice.call<Room>("GET", `/api/rooms/${room.id}`)).toMatchObject({
        lastSequence: 1,
        revision: 1,
      });
    });

    test("with other content, in another room or thread, is refused", async () => {
      const { alice } = await people(system(), "alice");
      const [room, other] = [await alice.createRoom(), await alice.createRoom()];
      const root = await alice.send(room.id, "hello", "c1");
      await expectProblem(post(alice, room, { content: "other", clientMessageId: "c1" }), 409, "conflict");
      await expectProblem(post(alice, other, { content: "hello", clientMessageId: "c1" }), 409, "conflict");
      await expectProblem(
        post(alice, room, { content: "hello", clientMessageId: "c1", threadRootId: root.id }),
        409,
        "conflict",
      );
      expect((await alice.history(room.id)).messages).toEqual([root]);
      expect((await alice.history(other.id)).messages).toEqual([]);
    });

    test("finds a message that was edited or deleted meanwhile: it is no second one", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const message = await alice.send(room.id, "hello", "c1");
      const edited = await alice.call<Message>("PATCH", `/api/messages/${message.id}`, { content: "edited" });
      expect(await (await post(alice, room, { content: "hello", clientMessageId: "c1" })).json()).toEqual(
        edited,
      );
      await alice.call("DELETE", `/api/messages/${message.id}`);
      const again = await post(alice, room, { content: "hello", clientMessageId: "c1" });
      expect(again.status).toBe(200);
      expect(await again.json()).toMatchObject({ id: message.id, content: "", sequence: 1 });
    });

    test("by somebody else is another message", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const [hers, his] = [await alice.send(room.id, "hello", "c1"), await bob.send(room.id, "hello", "c1")];
      expect(his.id).not.toBe(hers.id);
      expect([hers.sequence, his.sequence]).toEqual([1, 2]);
    });

    test("needs a clientMessageId of 1 to 64 printable ASCII characters", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      for (const clientMessageId of ["x", "x".repeat(64), " !~"])
        expect((await alice.send(room.id, "x", clientMessageId)).clientMessageId).toBe(clientMessageId);
      for (const clientMessageId of ["", "x".repeat(65), "é", "tab\t", "del\u007f", 7, null]) {
        await expectInvalid(post(alice, room, { content: "x", clientMessageId }), "clientMessageId");
      }
    });
  });
};
