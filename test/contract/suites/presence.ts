import { describe, expect, test } from "bun:test";
import type { Member, Room } from "../../../src/lib/contract/objects.ts";
import type { FrameOf, Person, SocketClient } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectProblem } from "../expectations.ts";
import { everywhere, people, roomOf, type Suite } from "../system.ts";

/** Milliseconds in which the end of a membership must be felt, by the contract. */
const WITHIN = { timeout: 1000 };

/** The person's sockets to every node. */
const connectEverywhere = (person: Person, system: Parameters<typeof everywhere>[1]) =>
  Promise.all(everywhere(person, system).map((there) => there.connect()));
const closeAll = (sockets: SocketClient[]) =>
  Promise.all(sockets.map((socket) => socket[Symbol.asyncDispose]()));
const heard = (socket: SocketClient, content: string) =>
  socket.of("new_message").some(({ message }) => message.content === content);

export const presence: Suite = (system) => {
  describe("a membership that begins while one is connected", () => {
    test("by an invitation brings the room's events to every connection, and tells the members who came", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await alice.createRoom("closed");
      await alice.send(room.id, "before");
      await using hers = await alice.connect();
      const his = await connectEverywhere(bob, system());
      await alice.invite(room.id, bob);
      // At once: nothing may fall between the membership and the first look at the room.
      const message = await alice.send(room.id, "welcome");
      for (const socket of [hers, ...his]) {
        const joined = { type: "user_joined", roomId: room.id, user: expectedUser(bob) };
        expect(await socket.next("user_joined")).toEqual(joined as FrameOf<"user_joined">);
        expect(await socket.next("new_message")).toEqual({ type: "new_message", message, after: 1 });
        expect(socket.of("user_joined").length).toBe(1);
      }
      await closeAll(his);
    });

    test("by joining over the socket does so too, and leaving over it ends it", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const [room, other] = [await alice.createRoom("open"), await roomOf(alice, bob)];
      await using hers = await alice.connect();
      const his = await connectEverywhere(bob, system());
      his[0]!.say({ type: "join_room", roomId: room.id });
      for (const socket of [hers, ...his]) await socket.next("user_joined", ({ user }) => user.id === bob.id);
      await alice.send(room.id, "welcome");
      for (const socket of his) await socket.next("new_message");
      his[0]!.say({ type: "leave_room", roomId: room.id });
      expect(await hers.next("user_left")).toEqual({ type: "user_left", roomId: room.id, userId: bob.id });
      await expectSilence(alice, room, other, his);
      await closeAll(his);
    });

    test("needs an open room", async () => {
      const { alice, mallory } = await people(system(), "alice", "mallory");
      const room = await alice.createRoom("closed");
      await using socket = await mallory.connect();
      socket.say({ type: "join_room", roomId: room.id });
      expect(await socket.next("error")).toMatchObject({ code: "not_found" });
      socket.say({ type: "leave_room", roomId: room.id });
      expect(await socket.next("error")).toMatchObject({ code: "not_found" });
      await expectProblem(mallory.request("GET", `/api/rooms/${room.id}`), 404, "not_found");
    });
  });

  describe("a membership that ends while one is connected", () => {
    test("takes the room's events away within a second, on every node, and tells the others", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const [room, other] = [await roomOf(alice, bob), await roomOf(alice, bob)];
      await using hers = await alice.connect();
      const his = await connectEverywhere(bob, system());
      await alice.call("DELETE", `/api/rooms/${room.id}/members/${bob.id}`);
      expect(await hers.next("user_left")).toEqual({ type: "user_left", roomId: room.id, userId: bob.id });
      await expectSilence(alice, room, other, his);
      his[0]!.say({ type: "send_message", roomId: room.id, content: "still here", clientMessageId: "c1" });
      expect(await his[0]!.next("error")).toMatchObject({ code: "not_found", clientMessageId: "c1" });
      await closeAll(his);
    });
  });

  describe("who is online", () => {
    test("is told at the entrance: those who share a room, on whichever node, and nobody else", async () => {
      const { alice, bob, carol, stranger } = await people(system(), "alice", "bob", "carol", "stranger");
      await roomOf(alice, bob);
      await roomOf(alice, carol);
      await using his = await bob.connect();
      await using theirs = await stranger.connect();
      await using early = await alice.connect();
      await waitFor(
        () =>
          early.of("user_online").some(({ userId }) => userId === bob.id) ||
          early.of("online_users")[0]?.userIds.includes(bob.id),
      );
      await using hers = await alice.connect();
      const { userIds } = await hers.next("online_users");
      expect(userIds.filter((userId) => userId !== alice.id)).toEqual([bob.id]);
      expect(JSON.stringify([...his.frames, ...early.frames, ...hers.frames])).not.toContain(stranger.id);
      expect(JSON.stringify(theirs.frames)).not.toContain(alice.id);
    });

    test("changes with the first connection and with the last, wherever they are", async () => {
      const { alice, bob, carol, stranger } = await people(system(), "alice", "bob", "carol", "stranger");
      const room = await roomOf(alice);
      const watching = await connectEverywhere(alice, system());
      const unrelated = await stranger.connect();
      // Whoever comes into a room while they are here is told of too: nobody is when that is heard.
      for (const { id } of [bob, carol]) {
        await alice.call("POST", `/api/rooms/${room.id}/members`, { userId: id });
        for (const socket of watching) await socket.next("user_joined", ({ user }) => user.id === id);
      }
      const about = (socket: SocketClient) =>
        socket.frames.filter((frame) => "userId" in frame && frame.userId === bob.id).map(({ type }) => type);

      const first = await bob.connect();
      for (const socket of watching) await socket.next("user_online", ({ userId }) => userId === bob.id);
      const second = await everywhere(bob, system()).at(-1)!.connect();
      await closeAll([first]);
      await seenLeaving(carol.at(bob.url), watching);
      for (const socket of watching) expect(about(socket)).toEqual(["user_online"]);

      const leftAt = Date.now();
      await closeAll([second]);
      for (const socket of watching) {
        const { lastSeenAt } = await socket.next("user_offline", ({ userId }) => userId === bob.id);
        expect(Math.abs(Date.parse(lastSeenAt) - leftAt)).toBeLessThan(1000);
        expect(about(socket)).toEqual(["user_online", "user_offline"]);
      }
      expect(about(unrelated)).toEqual([]);
      const member = async () =>
        (await alice.call<{ members: Member[] }>("GET", `/api/rooms/${room.id}/members`)).members.find(
          ({ id }) => id === bob.id,
        );
      await waitFor(async () => (await member())?.lastSeenAt);
      expect(await member()).toMatchObject({ online: false });
      await closeAll([...watching, unrelated]);
    });

    test("does not change for a moment's absence", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      await roomOf(alice, bob, carol);
      await using watcher = await alice.connect();
      await closeAll([await bob.connect()]);
      await using back = await bob.connect();
      await watcher.next("user_online", ({ userId }) => userId === bob.id);
      await seenLeaving(carol.at(bob.url), [watcher]);
      await back.settled();
      await watcher.settled();
      expect(watcher.of("user_offline").map(({ userId }) => userId)).toEqual([carol.id]);
    });
  });
};

/** Comes and goes: an earlier absence on the same node has been noticed by then, if it ever is. */
async function seenLeaving(person: Person, watchers: SocketClient[]): Promise<void> {
  await closeAll([await person.connect()]);
  for (const watcher of watchers) await watcher.next("user_offline", ({ userId }) => userId === person.id);
}

const expectedUser = ({ session: { user } }: Person) => {
  const { email: _, emailVerified: _verified, about: _about, ...others } = user;
  return others;
};

/** From a second after a membership's end nothing of the room is heard; the other room is the proof that all is. */
async function expectSilence(
  speaker: Person,
  ended: Room,
  shared: Room,
  sockets: SocketClient[],
): Promise<void> {
  let probes = 0;
  const isSilent = async () => {
    const probe = `probe ${probes++}`;
    await speaker.send(ended.id, probe);
    await speaker.send(shared.id, probe);
    for (const socket of sockets)
      await socket.next(
        "new_message",
        ({ message }) => message.roomId === shared.id && message.content === probe,
      );
    return sockets.every(
      (socket) => !socket.changesOf(ended.id).some(({ message }) => message.content === probe),
    );
  };
  await waitFor(isSilent, { ...WITHIN, message: "the room to fall silent" });
  await speaker.send(ended.id, "unheard");
  await speaker.send(shared.id, "heard");
  for (const socket of sockets) {
    await waitFor(() => heard(socket, "heard"));
    expect(heard(socket, "unheard")).toBe(false);
  }
}
