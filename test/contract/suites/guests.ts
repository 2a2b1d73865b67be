import { describe, expect, test } from "bun:test";
import type { ServerFrame } from "../../../src/lib/contract/frames.ts";
import type { Room, User } from "../../../src/lib/contract/objects.ts";
import { waitFor } from "../../support/wait.ts";
import type { Person } from "../../support/client.ts";
import { expectProblem } from "../expectations.ts";
import { everywhere, ownerOf, people, roomOf, status, type Suite, type System } from "../system.ts";

type Rooms = { rooms: Room[] };
type Found = { users: User[] };

const setRole = (system: System, person: Person, role: string, url?: string) => {
  const owner = ownerOf(system);
  return (url ? owner.at(url) : owner).request("PATCH", `/api/users/${person.id}`, { role });
};

/** A guest in one closed room with a host; a stranger, with whom they share nothing; and an open room. */
async function party(system: System) {
  const { host, guest, stranger } = await people(system, "host", "guest", "stranger");
  const room = await roomOf(host, guest);
  const open = await stranger.createRoom("open");
  expect((await setRole(system, guest, "guest")).status).toBe(200);
  // Every node has heard of it.
  for (const { url } of everywhere(guest, system))
    await waitFor(async () => (await status(guest.at(url), "POST", "/api/rooms", { name: "x" })) === 403);
  return { host, guest, stranger, room, open };
}

export const guests: Suite = (system) => {
  describe("a guest", () => {
    test("has the rooms they were brought into, and talks there", async () => {
      const { guest, host, room } = await party(system());
      const { rooms } = await guest.call<Rooms>("GET", "/api/rooms");
      expect(rooms.map(({ id }) => id)).toEqual([room.id]);
      await guest.send(room.id, "hello");
      await waitFor(async () => (await host.history(room.id)).messages[0]?.content === "hello", {
        message: "the host to read it",
      });
      const { members } = await guest.call<{ members: User[] }>("GET", `/api/rooms/${room.id}/members`);
      expect(members.map(({ role }) => role).toSorted()).toEqual(["guest", "member"]);
    });

    test("finds no open room, by no way, and makes none", async () => {
      const { guest, room, open } = await party(system());
      for (const self of everywhere(guest, system())) {
        expect((await self.call<Rooms>("GET", "/api/rooms?scope=open")).rooms).toEqual([]);
        for (const [method, path] of [
          ["GET", ""],
          ["POST", "/join"],
          ["DELETE", "/leave"],
          ["GET", "/messages"],
          ["GET", "/changes?after=0"],
          ["GET", "/members"],
          ["GET", "/receipts"],
        ] as const)
          await expectProblem(self.request(method, `/api/rooms/${open.id}${path}`), 404, "not_found");
        await expectProblem(self.request("POST", "/api/rooms", { name: "mine" }), 403, "forbidden");
        await expectProblem(self.request("GET", "/api/invitations"), 403, "forbidden");
        await using socket = await self.connect();
        socket.say({ type: "join_room", roomId: open.id });
        expect(await socket.next("error")).toMatchObject({ code: "not_found" });
        socket.say({ type: "resume", rooms: { [open.id]: 0 } });
        expect(Object.keys((await socket.next("resumed")).rooms)).not.toContain(open.id);
      }
      expect((await guest.call<Rooms>("GET", "/api/rooms")).rooms.map(({ id }) => id)).toEqual([room.id]);
    });

    test("finds those they share a room with, and nobody else", async () => {
      const { guest, host, stranger } = await party(system());
      for (const self of everywhere(guest, system())) {
        const find = async ({ username }: Person) =>
          (await self.call<Found>("GET", `/api/users/search?query=${username}`)).users.length;
        expect([await find(host), await find(guest), await find(stranger)]).toEqual([1, 1, 0]);
        const direct = { userIds: [stranger.id] };
        await expectProblem(self.request("POST", "/api/direct-messages", direct), 404, "not_found");
        const mixed = { userIds: [host.id, stranger.id] };
        await expectProblem(self.request("POST", "/api/direct-messages", mixed), 404, "not_found");
        const path = `/api/direct-messages/${stranger.id}`;
        await expectProblem(self.request("GET", path), 404, "not_found");
        await expectProblem(self.request("POST", path, { content: "psst" }), 404, "not_found");
        await using socket = await self.connect();
        const dm = { recipientId: stranger.id, content: "psst", clientMessageId: "c1" };
        socket.say({ type: "send_dm", ...dm });
        expect(await socket.next("error")).toMatchObject({ code: "not_found" });
      }
      expect(await status(guest, "POST", `/api/direct-messages/${host.id}`, { content: "hi" })).toBe(201);
    });

    test("brings nobody in, and changes nobody", async () => {
      const { guest, host, stranger, room } = await party(system());
      const members = `/api/rooms/${room.id}/members`;
      await expectProblem(guest.request("POST", members, { userId: stranger.id }), 403, "forbidden");
      for (const person of [host, guest, stranger])
        await expectProblem(
          guest.request("PATCH", `/api/users/${person.id}`, { role: "member" }),
          403,
          "forbidden",
        );
      await expectProblem(
        guest.request("PATCH", "/api/installation", { registration: "open" }),
        403,
        "forbidden",
      );
    });

    test("hears nothing of those they share no room with", async () => {
      const { guest, host, stranger, room } = await party(system());
      await using socket = await guest.connect();
      await socket.settled();
      await using other = await stranger.connect();
      await other.settled();
      await stranger.call("PUT", "/api/users/me", { displayName: "Somebody else" });
      await host.send(room.id, "for you");
      await socket.next("new_message");
      const named = (frame: ServerFrame) => JSON.stringify(frame).includes(stranger.id);
      expect(socket.frames.filter(named)).toEqual([]);
    });

    test("finds whoever is brought to them, and loses them with their last common room", async () => {
      const { guest, host, stranger, room } = await party(system());
      await host.invite(room.id, stranger);
      const seen = async () =>
        (await guest.call<Found>("GET", `/api/users/search?query=${stranger.username}`)).users.length;
      expect(await seen()).toBe(1);
      await stranger.call("DELETE", `/api/rooms/${room.id}/leave`);
      expect(await seen()).toBe(0);
    });

    test("is a member again when an admin says so", async () => {
      const { guest, open } = await party(system());
      expect((await setRole(system(), guest, "member")).status).toBe(200);
      for (const self of everywhere(guest, system()))
        await waitFor(async () => (await status(self, "GET", `/api/rooms/${open.id}`)) === 200);
      expect(await status(guest, "POST", `/api/rooms/${open.id}/join`)).toBe(200);
    });
  });

  describe("a role in the place", () => {
    test("is the owner's to give; an admin makes guests and members of them alone", async () => {
      const { admin, member, other } = await people(system(), "admin", "member", "other");
      await setRole(system(), admin, "admin");
      const change = (by: Person, whom: string, role: string) =>
        status(by, "PATCH", `/api/users/${whom}`, { role });
      for (const self of everywhere(admin, system()))
        await waitFor(async () => (await change(self, member.id, "guest")) === 200);
      expect(await change(admin, member.id, "member")).toBe(200);
      expect(await change(admin, other.id, "admin")).toBe(403);
      expect(await change(admin, ownerOf(system()).id, "member")).toBe(403);
      expect(await change(member, other.id, "guest")).toBe(403);
      expect(await change(admin, Bun.randomUUIDv7(), "guest")).toBe(404);
      expect(await change(admin, other.id, "bot")).toBe(400);
      const { entries } = await ownerOf(system()).call<{ entries: { action: string; subjectId: string }[] }>(
        "GET",
        "/api/audit",
      );
      const changes = entries.filter(
        ({ action, subjectId }) => action === "user.role" && subjectId === member.id,
      );
      expect(changes.length).toBeGreaterThanOrEqual(2);
      await setRole(system(), admin, "member");
    });

    test("of the last owner stays, also where two owners demote each other at once", async () => {
      const owner = ownerOf(system());
      await expectProblem(
        owner.request("PATCH", `/api/users/${owner.id}`, { role: "member" }),
        409,
        "conflict",
      );
      const { second } = await people(system(), "second");
      for (let turn = 0; turn < 5; turn++) {
        await setRole(system(), second, "owner");
        const demote = (by: Person, whom: Person) =>
          waitFor(async () => {
            const answer = await status(by, "PATCH", `/api/users/${whom.id}`, { role: "member" });
            return answer === 200 || answer === 403 ? answer : undefined;
          }).catch(() => 409);
        const answers = await Promise.all([demote(owner, second), demote(second, owner)]);
        expect(answers.filter((answer) => answer === 200)).toHaveLength(1);
        const [one, two] = await Promise.all([roleOf(owner), roleOf(second)]);
        expect([one, two].toSorted()).toEqual(["member", "owner"]);
        if (one === "member") {
          for (const self of everywhere(second, system()))
            await waitFor(
              async () => (await status(self, "PATCH", `/api/users/${owner.id}`, { role: "owner" })) === 200,
            );
          await waitFor(
            async () => (await status(owner, "PATCH", `/api/users/${second.id}`, { role: "member" })) === 200,
          );
        }
      }
    });
  });

  describe("the place", () => {
    test("takes only those who were invited, where an admin says so", async () => {
      const owner = ownerOf(system());
      const { alice } = await people(system(), "alice");
      await expectProblem(
        alice.request("PATCH", "/api/installation", { registration: "invited" }),
        403,
        "forbidden",
      );
      const closed = await owner.call("PATCH", "/api/installation", { registration: "invited" });
      expect(closed).toMatchObject({ registration: "invited" });
      try {
        for (const { url } of everywhere(owner, system())) {
          const account = { email: "late@example.org", username: "latecomer", password: "long enough" };
          const answer = owner.at(url).request("POST", "/api/auth/register", account);
          await expectProblem(answer, 403, "forbidden");
        }
        expect(await alice.call("GET", "/api/installation")).toEqual(closed);
      } finally {
        await owner.call("PATCH", "/api/installation", { registration: "open" });
      }
      await people(system(), "early");
    });
  });
};

const roleOf = async (person: Person) => (await person.call<User>("GET", "/api/users/me")).role;
