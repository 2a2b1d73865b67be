import { describe, expect, test } from "bun:test";
import type { Message, Room, RoomListItem } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem, follow } from "../expectations.ts";
import { everywhere, people, roomOf, type Suite } from "../system.ts";
import { present, reply, untilCounted } from "./thread-helpers.ts";

const listed = async (person: Person, room: Room) =>
  (await person.call<{ rooms: RoomListItem[] }>("GET", "/api/rooms")).rooms.find(({ id }) => id === room.id)!;

export const threads: Suite = (system) => {
  describe("a thread", () => {
    test("is said by its root: how many replies, when, and by whom last; live, and to who comes back", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const root = await alice.send(room.id, "shall we?");
      await using socket = await bob.connect();
      await reply(bob, root, "yes");
      const last = await reply(alice, root, "good");
      const { message } = await socket.next(
        "message_updated",
        (frame) => frame.message.thread?.replyCount === 2,
      );
      expect(message).toEqual({
        ...root,
        revision: expect.any(Number),
        thread: { replyCount: 2, lastReplyAt: last.createdAt, userIds: [alice.id, bob.id] },
      });
      // Two replies may be counted twice over: what is told last is what stays.
      const told = () => follow(socket.changesOf(room.id), root.revision).get(root.id);
      const stored = async (there: Person) =>
        (
          await there.call<{ messages: Message[] }>("GET", `/api/rooms/${room.id}/changes?after=0`)
        ).messages.find(({ id }) => id === root.id);
      for (const there of everywhere(bob, system()))
        await waitFor(async () => Bun.deepEquals(await stored(there), told()), {
          message: "what was told to be what is stored",
        });
    });

    test("has its replies by themselves, and a room's own list leaves them out", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const root = await alice.send(room.id, "root");
      const [first, second] = [
        await reply(bob, root, "1"),
        await reply(bob, root, "2", { alsoInRoom: true }),
      ];
      await alice.send(room.id, "aside");
      const contents = async (query: string) =>
        (await alice.history(room.id, query)).messages.map(({ content }) => content);
      expect(await contents(`?threadRootId=${root.id}`)).toEqual(["1", "2"]);
      expect(await contents(`?threadRootId=${root.id}&before=${second.sequence}`)).toEqual(["1"]);
      expect(await contents(`?threadRootId=${root.id}&after=${first.sequence}&limit=1`)).toEqual(["2"]);
      expect(await contents(`?threadRootId=${first.id}`)).toEqual([]);
      expect(await contents("?scope=room")).toEqual(["root", "2", "aside"]);
      expect(await contents("")).toEqual(["root", "1", "2", "aside"]);
      expect(first).not.toHaveProperty("alsoInRoom");
      expect(second.alsoInRoom).toBe(true);
      await expectInvalid(alice.request("GET", `/api/rooms/${room.id}/messages?scope=thread`), "scope");
      await expectInvalid(
        alice.request("GET", `/api/rooms/${room.id}/messages?threadRootId=1`),
        "threadRootId",
      );
    });

    test("hangs on a message of the same room that is no reply itself", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const [room, other] = [await roomOf(alice, bob), await roomOf(alice)];
      const root = await alice.send(room.id, "root");
      const first = await reply(bob, root, "1");
      const attempt = (person: Person, roomId: string, threadRootId: string) =>
        person.request("POST", `/api/rooms/${roomId}/messages`, { content: "x", threadRootId });
      await expectProblem(attempt(alice, room.id, first.id), 404, "not_found");
      await expectProblem(attempt(alice, other.id, root.id), 404, "not_found");
      await expectProblem(attempt(alice, room.id, room.id), 404, "not_found");
      await expectProblem(attempt(bob, other.id, root.id), 404, "not_found");
    });

    test("loses what is deleted, keeps on where its root is, and says nothing once it is empty", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const root = await alice.send(room.id, "root");
      const [first, second] = [await reply(bob, root, "1"), await reply(alice, root, "2")];
      await untilCounted(alice, root, 2);
      await bob.call("DELETE", `/api/messages/${first.id}`);
      expect((await present(bob, root))?.thread).toEqual({
        ...{ replyCount: 1, lastReplyAt: second.createdAt, userIds: [alice.id] },
      });
      await alice.call("DELETE", `/api/messages/${root.id}`);
      await waitFor(async () => (await present(bob, root))?.content === "", { message: "the deletion" });
      expect(await present(bob, root)).toMatchObject({ thread: { replyCount: 1 } });
      const third = await reply(bob, root, "3");
      await untilCounted(alice, root, 2);
      await alice.call("DELETE", `/api/messages/${second.id}`);
      await bob.call("DELETE", `/api/messages/${third.id}`);
      await untilCounted(bob, root, 0);
      expect(await present(bob, root)).not.toHaveProperty("thread");
    });

    test("makes the room neither unread nor read", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const root = await alice.send(room.id, "root");
      await alice.send(room.id, "and this");
      await reply(bob, root, "thread alone");
      expect(await listed(bob, room)).toMatchObject({ unreadCount: 2, membership: { lastReadSequence: 0 } });
      expect(await listed(alice, room)).toMatchObject({ unreadCount: 0 });
      await reply(bob, root, "for all", { alsoInRoom: true });
      expect(await listed(bob, room)).toMatchObject({ unreadCount: 0 });
      expect(await listed(alice, room)).toMatchObject({ unreadCount: 1 });
    });
  });
};
