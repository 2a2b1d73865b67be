import { describe, expect, test } from "bun:test";
import type { Member, Membership, Room, RoomListItem } from "../../../src/lib/contract/objects.ts";
import { type Person, unique } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { everywhere, people, roomOf, status, type Suite } from "../system.ts";

const mine = async (person: Person) =>
  (await person.call<{ rooms: RoomListItem[] }>("GET", "/api/rooms")).rooms;
const open = async (person: Person) =>
  (await person.call<{ rooms: Room[] }>("GET", "/api/rooms?scope=open")).rooms;
const members = async (person: Person, { id }: Room) =>
  (await person.call<{ members: Member[] }>("GET", `/api/rooms/${id}/members`)).members;
const remove = (owner: Person, room: Room, member: Person) =>
  owner.request("DELETE", `/api/rooms/${room.id}/members/${member.id}`);

/** What somebody may see who is not in the room: nothing. */
async function expectOutside(person: Person, room: Room): Promise<void> {
  for (const path of ["/messages", "/members", "/receipts", "/changes?after=0"]) {
    await expectProblem(person.request("GET", `/api/rooms/${room.id}${path}`), 404, "not_found");
  }
  expect((await mine(person)).map(({ id }) => id)).not.toContain(room.id);
  await expectProblem(
    person.request("POST", `/api/rooms/${room.id}/messages`, { content: "let me in" }),
    404,
    "not_found",
  );
}

export const rooms: Suite = (system) => {
  describe("making a room", () => {
    test("makes its maker the owner and a member", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.call<Room>("POST", "/api/rooms", {
        name: "  Tea  ",
        kind: "closed",
        topic: "and biscuits",
      });
      expect(room).toMatchObject({
        kind: "closed",
        name: "Tea",
        topic: "and biscuits",
        lastSequence: 0,
        revision: 0,
      });
      expect(await members(alice, room)).toMatchObject([
        { id: alice.id, username: alice.username, membershipRole: "owner" },
      ]);
      const [listed] = await mine(alice);
      expect(listed).toMatchObject({
        ...room,
        unreadCount: 0,
        lastMessage: null,
        membership: { roomId: room.id, userId: alice.id, role: "owner" },
      });
    });

    test("without a kind makes an open one", async () => {
      const { alice } = await people(system(), "alice");
      expect(await alice.call<Room>("POST", "/api/rooms", { name: "Tea" })).toMatchObject({
        kind: "open",
        topic: null,
      });
    });

    test("takes a name of 1 to 100 characters, counted as people count them", async () => {
      const { alice } = await people(system(), "alice");
      for (const name of ["x", "x".repeat(100), "🍵".repeat(100)])
        expect((await alice.createRoom("open", name)).name).toBe(name);
      for (const name of ["", "  ", "x".repeat(101), "🍵".repeat(101), null, undefined]) {
        await expectInvalid(alice.request("POST", "/api/rooms", { name }), "name");
      }
      await expectInvalid(alice.request("POST", "/api/rooms", { name: "x", kind: "direct" }), "kind");
    });
  });

  describe("an open room", () => {
    test("is listed, found and joined by anyone, and left again", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await alice.createRoom("open");
      await waitFor(async () => (await open(bob)).some(({ id }) => id === room.id), {
        timeout: 2000,
        message: "the room in the list",
      });
      expect(await bob.call<Room>("GET", `/api/rooms/${room.id}`)).toEqual(room);
      await expectOutside(bob, room);

      const membership = await bob.call<Membership>("POST", `/api/rooms/${room.id}/join`);
      expect(membership).toMatchObject({ roomId: room.id, userId: bob.id, role: "member" });
      expect(await bob.call<Membership>("POST", `/api/rooms/${room.id}/join`)).toEqual(membership);
      expect((await members(bob, room)).map(({ id }) => id).toSorted()).toEqual(
        [alice.id, bob.id].toSorted(),
      );
      expect((await mine(bob)).map(({ id }) => id)).toEqual([room.id]);
      await bob.send(room.id, "hello");

      expect(await status(bob, "DELETE", `/api/rooms/${room.id}/leave`)).toBe(204);
      await expectOutside(bob, room);
      await expectProblem(bob.request("DELETE", `/api/rooms/${room.id}/leave`), 404, "not_found");
    });

    test("is joined once, though asked for at the same instant", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await alice.createRoom("open");
      const joining = system().urls.flatMap((url) =>
        [1, 2, 3].map(() => bob.at(url).call<Membership>("POST", `/api/rooms/${room.id}/join`)),
      );
      const memberships = await Promise.all(joining);
      expect(new Set(memberships.map(({ joinedAt }) => joinedAt)).size).toBe(1);
      await waitFor(async () => (await members(alice, room)).length === 2, { message: "both to be members" });
    });
  });

  describe("reading everything", () => {
    test("leaves nothing unread in any room of one's own, and touches nobody else's reading", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const both = [await roomOf(alice, bob), await roomOf(alice, bob)];
      for (const room of both) for (const text of ["one", "two"]) await alice.send(room.id, text);
      await using listener = await bob.connect();
      expect((await mine(bob)).map(({ unreadCount }) => unreadCount)).toEqual([2, 2]);

      expect(await status(bob, "POST", "/api/rooms/read")).toBe(204);
      for (const room of both)
        await waitFor(
          () => listener.of("message_read").some((event) => event.roomId === room.id && event.sequence === 2),
          { timeout: 2000, message: "the receipt" },
        );
      expect((await mine(bob)).map(({ unreadCount }) => unreadCount)).toEqual([0, 0]);
      const reading = (await mine(alice)).map(({ membership }) => membership.lastReadSequence);
      expect(await status(bob, "POST", "/api/rooms/read")).toBe(204);
      expect((await mine(alice)).map(({ membership }) => membership.lastReadSequence)).toEqual(reading);
    });
  });

  describe("a closed room", () => {
    test("is in nobody's list and cannot be joined", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await alice.createRoom("closed", unique("secret"));
      expect((await open(alice)).map(({ id }) => id)).not.toContain(room.id);
      expect(JSON.stringify(await open(bob))).not.toContain(room.name!);
      await expectProblem(bob.request("POST", `/api/rooms/${room.id}/join`), 404, "not_found");
      await expectProblem(bob.request("GET", `/api/rooms/${room.id}`), 404, "not_found");
      await expectOutside(bob, room);
    });

    test("is widened by its members, and by nobody else", async () => {
      const { alice, bob, carol, mallory } = await people(system(), "alice", "bob", "carol", "mallory");
      const room = await roomOf(alice, bob);
      const invite = (by: Person, whom: { id: string }) =>
        by.request("POST", `/api/rooms/${room.id}/members`, { userId: whom.id });
      await expectProblem(invite(mallory, mallory), 404, "not_found");
      const invited = await invite(bob, carol);
      expect(invited.status).toBe(201);
      expect(await invited.json()).toMatchObject({ roomId: room.id, userId: carol.id, role: "member" });
      await carol.send(room.id, "thank you");
      await expectProblem(invite(alice, { id: room.id }), 404, "not_found");
      await expectInvalid(invite(alice, { id: "nobody" }), "userId");
      await expectOutside(mallory, room);
    });

    test("is narrowed by its owner only", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room = await roomOf(alice, bob, carol);
      await expectProblem(remove(bob, room, carol), 403, "forbidden");
      await expectProblem(remove(bob, room, alice), 403, "forbidden");
      expect((await remove(alice, room, carol)).status).toBe(204);
      await waitFor(async () => (await mine(carol)).length === 0, {
        timeout: 1000,
        message: "the end of the membership",
      });
      await expectOutside(carol, room);
      await expectProblem(remove(alice, room, carol), 404, "not_found");
    });

    test("keeps out whoever is taken out, however often they join and bring themselves in at that moment", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      for (let round = 0; round < 6; round += 1) {
        const room = await roomOf(alice, bob);
        const devices = everywhere(bob, system());
        for (const device of devices) await device.history(room.id);
        const taken = new AbortController();
        const comingBack = devices.flatMap((device) =>
          ["/join", "/members"].map(async (path) => {
            while (!taken.signal.aborted)
              await status(device, "POST", `/api/rooms/${room.id}${path}`, { userId: bob.id });
          }),
        );
        expect((await remove(alice, room, bob)).status).toBe(204);
        taken.abort();
        await Promise.all(comingBack);
        expect((await members(alice, room)).map(({ id }) => id)).toEqual([alice.id]);
      }
    });

    test("still knows who was removed after they were brought back", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const before = await bob.send(room.id, "before");
      await remove(alice, room, bob);
      await alice.invite(room.id, bob);
      const after = await bob.send(room.id, "after");
      expect(after.sequence).toBe(before.sequence + 1);
      expect((await bob.history(room.id)).messages).toEqual([before, after]);
    });
  });

  describe("the owner of a room", () => {
    test("hands it over by leaving: somebody can always let people out", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room = await roomOf(alice, bob);
      await bob.invite(room.id, carol);
      await alice.call("DELETE", `/api/rooms/${room.id}/leave`);
      const roles = async () =>
        (await members(bob, room)).map(({ id, membershipRole }) => [id, membershipRole]);
      await waitFor(async () => (await roles()).length === 2, {
        timeout: 2000,
        message: "the owner to be gone",
      });
      expect(await roles()).toContainEqual([bob.id, "owner"]);
      expect(await roles()).toContainEqual([carol.id, "member"]);
      expect((await remove(bob, room, carol)).status).toBe(204);
    });
  });

  describe("the members of a room", () => {
    test("are listed with their role, and whether and when they were last here", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const find = async (whom: Person) => (await members(alice, room)).find(({ id }) => id === whom.id);
      expect(await find(bob)).toMatchObject({
        username: bob.username,
        membershipRole: "member",
        online: false,
        lastSeenAt: null,
      });
      const socket = await bob.connect();
      await waitFor(async () => (await find(bob))?.online, { timeout: 2000, message: "bob to be online" });
      const leftAt = Date.now();
      await socket[Symbol.asyncDispose]();
      const gone = await waitFor(async () => {
        const member = await find(bob);
        return member?.online === false ? member.lastSeenAt : null;
      });
      expect(Math.abs(Date.parse(gone) - leftAt)).toBeLessThan(1000);
    });
  });

  describe("the room list", () => {
    test("counts what is unread by subtraction and shows the newest message", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const listed = async (person: Person) => (await mine(person)).find(({ id }) => id === room.id);
      let newest;
      for (const content of ["one", "two", "three"]) newest = await alice.send(room.id, content);
      const inBobs = await waitFor(async () => {
        const found = await listed(bob);
        return found?.lastSequence === 3 && found;
      });
      expect(inBobs).toMatchObject({ unreadCount: 3, lastMessage: newest });
      expect(await listed(alice)).toMatchObject({ unreadCount: 0, lastMessage: newest });
      await using socket = await bob.connect();
      socket.say({ type: "mark_read", roomId: room.id, sequence: 2 });
      await waitFor(async () => (await listed(bob))?.unreadCount === 1, {
        timeout: 2000,
        message: "one unread",
      });
      await bob.send(room.id, "who writes has read");
      await waitFor(async () => (await listed(bob))?.unreadCount === 0, {
        timeout: 2000,
        message: "none unread",
      });
    });

    test("begins at zero for who comes later", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await alice.createRoom("open");
      await alice.send(room.id, "long ago");
      const membership = await bob.call<Membership>("POST", `/api/rooms/${room.id}/join`);
      expect(membership.lastReadSequence).toBe(1);
      const listed = async () => (await mine(bob))[0];
      await waitFor(async () => (await listed())?.lastSequence === 1);
      expect(await listed()).toMatchObject({ unreadCount: 0 });
    });
  });
};
