import { describe, expect, test } from "bun:test";
import type { RoomNote } from "../../../src/lib/contract/notes.ts";
import type { Member, Membership, Room } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { ownerOf, people, roomOf, status, type Suite } from "../system.ts";

type Role = Membership["role"];
const UNKNOWN = "01920000-0000-7000-8000-000000000000";

const give = (by: Person, room: Room, to: { id: string }, role: Role, handOver?: boolean) =>
  by.request("PATCH", `/api/rooms/${room.id}/members/${to.id}`, { role, handOver });
const remove = (by: Person, room: Room, member: Person) =>
  by.request("DELETE", `/api/rooms/${room.id}/members/${member.id}`);
async function roles(person: Person, { id }: Room, ...of: Person[]): Promise<(Role | undefined)[]> {
  const { members } = await person.call<{ members: Member[] }>("GET", `/api/rooms/${id}/members`);
  return of.map((one) => members.find((member) => member.id === one.id)?.membershipRole);
}
const expectRoles = (person: Person, room: Room, expected: Map<Person, Role | undefined>) =>
  waitFor(async () => {
    const present = await roles(person, room, ...expected.keys());
    return JSON.stringify(present) === JSON.stringify([...expected.values()]);
  });

export const roomRoles: Suite = (system) => {
  describe("a role in a room", () => {
    test("is given by an owner, told to the room, and holds at once", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room = await roomOf(alice, bob, carol);
      await using socket = await bob.connect();
      await expectProblem(remove(bob, room, carol), 403, "forbidden");
      const answer = await give(alice, room, bob, "moderator");
      expect(await answer.json()).toMatchObject({ roomId: room.id, userId: bob.id, role: "moderator" });
      expect(await socket.next("role_changed")).toMatchObject({ userId: bob.id, role: "moderator" });
      const { message } = await socket.next("new_message");
      expect(JSON.parse(message.content) as RoomNote).toEqual({
        role: "moderator",
        userId: bob.id,
        displayName: bob.username,
      });
      await using same = await bob.connect();
      expect((await remove(bob, room, carol)).status).toBe(204);
      expect(same.closed).toBeUndefined();

      expect((await give(alice, room, bob, "moderator")).status).toBe(200);
      expect((await bob.history(room.id)).messages.length).toBe(1);
    });

    test("is nothing that a moderator, a member or a stranger gives", async () => {
      const { alice, bob, carol, mallory } = await people(system(), "alice", "bob", "carol", "mallory");
      const room = await roomOf(alice, bob, carol);
      await give(alice, room, bob, "moderator");
      for (const role of ["owner", "moderator", "member"] as const) {
        await expectProblem(give(bob, room, bob, role), 403, "forbidden");
        await expectProblem(give(carol, room, bob, role), 403, "forbidden");
        await expectProblem(give(mallory, room, mallory, role), 404, "not_found");
      }
      await expectProblem(give(alice, room, mallory, "moderator"), 404, "not_found");
      await expectProblem(give(alice, room, { id: UNKNOWN }, "moderator"), 404, "not_found");
      await expectInvalid(give(alice, room, bob, "king" as Role), "role");
      await expectInvalid(give(alice, room, bob, "member", true), "handOver");
      const direct = await alice.call<Room>("POST", "/api/direct-messages", { userIds: [bob.id] });
      expect((await give(alice, direct, bob, "owner")).ok).toBe(false);
    });

    test("lets a moderator remove members, and neither moderators nor owners", async () => {
      const { alice, bob, carol, dave } = await people(system(), "alice", "bob", "carol", "dave");
      const room = await roomOf(alice, bob, carol, dave);
      for (const moderator of [bob, carol]) await give(alice, room, moderator, "moderator");
      await expectProblem(remove(bob, room, carol), 403, "forbidden");
      await expectProblem(remove(bob, room, alice), 403, "forbidden");
      expect((await remove(bob, room, dave)).status).toBe(204);
      await expectProblem(remove(bob, room, dave), 404, "not_found");
      expect((await remove(alice, room, carol)).status).toBe(204);
    });

    test("is not taken from the last owner", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await expectProblem(give(alice, room, alice, "member"), 409, "conflict");
      await give(alice, room, bob, "owner");
      expect((await give(alice, room, alice, "member")).status).toBe(200);
      await expectRoles(
        bob,
        room,
        new Map([
          [alice, "member"],
          [bob, "owner"],
        ]),
      );
      await expectProblem(give(alice, room, alice, "owner"), 403, "forbidden");
    });

    test("is handed over in one step", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      expect((await give(alice, room, bob, "owner", true)).status).toBe(200);
      await expectRoles(
        bob,
        room,
        new Map([
          [alice, "member"],
          [bob, "owner"],
        ]),
      );
      await expectProblem(give(alice, room, bob, "owner", true), 403, "forbidden");
      const [message] = (await bob.history(room.id)).messages;
      expect(JSON.parse(message!.content)).toMatchObject({ role: "owner", userId: bob.id, handOver: true });
    });

    test("leaves one owner of many who demote each other at once", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const everybody = [alice, bob, carol];
      for (let round = 0; round < 4; round += 1) {
        const room = await roomOf(alice, bob, carol);
        for (const other of [bob, carol]) await give(alice, room, other, "owner");
        await waitFor(async () => (await roles(carol, room, bob))[0] === "owner");
        const acts = everybody.flatMap((by) =>
          everybody.flatMap((whom) => system().urls.map((url) => give(by.at(url), room, whom, "member"))),
        );
        const answers = await Promise.all(acts);
        for (const answer of answers) expect([200, 403, 409]).toContain(answer.status);
        await waitFor(async () => {
          const left = await roles(alice, room, ...everybody);
          return left.filter((role) => role === "owner").length === 1;
        });
      }
    });

    test("passes to a moderator where the last owner leaves, and the room is told", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room = await roomOf(alice, bob);
      await alice.invite(room.id, carol);
      await give(alice, room, carol, "moderator");
      await using socket = await carol.connect();
      expect(await status(alice, "DELETE", `/api/rooms/${room.id}/leave`)).toBe(204);
      expect(await socket.next("role_changed")).toMatchObject({ userId: carol.id, role: "owner" });
      await expectRoles(
        carol,
        room,
        new Map([
          [bob, "member"],
          [carol, "owner"],
        ]),
      );
      await waitFor(async () => {
        const last = (await carol.history(room.id)).messages.at(-1);
        return last && (JSON.parse(last.content) as { userId?: string }).userId === carol.id;
      });
      expect((await remove(carol, room, bob)).status).toBe(204);
    });

    test("passes to a guest only where nobody else is there", async () => {
      const { alice, guest, carol } = await people(system(), "alice", "guest", "carol");
      const room = await roomOf(alice, guest);
      await alice.invite(room.id, carol);
      const place = ownerOf(system());
      await place.call("PATCH", `/api/users/${guest.id}`, { role: "guest" });
      expect(await status(alice, "DELETE", `/api/rooms/${room.id}/leave`)).toBe(204);
      const expected: [Person, Role][] = [
        [guest, "member"],
        [carol, "owner"],
      ];
      await expectRoles(carol, room, new Map(expected));
      expect(await status(carol, "DELETE", `/api/rooms/${room.id}/leave`)).toBe(204);
      await expectRoles(guest, room, new Map([[guest, "owner"]]));
    });

    test("passes on where the last owner is kept out of the place, and to nobody who is", async () => {
      const { alice, bob, carol, dave } = await people(system(), "alice", "bob", "carol", "dave");
      const [room, shared] = [await roomOf(alice, bob), await roomOf(alice, dave)];
      await alice.invite(room.id, carol);
      await give(alice, shared, dave, "owner");
      await using socket = await carol.connect();
      const { id: said } = await alice.send(room.id, "mine");
      for (const [banned, wipe] of [
        [bob, false],
        [alice, true],
      ] as const)
        expect(await status(ownerOf(system()), "PUT", `/api/users/${banned.id}/ban`, { wipe })).toBe(204);
      expect(await socket.next("role_changed")).toMatchObject({ userId: carol.id, role: "owner" });
      await socket.next("message_updated", ({ message }) => message.id === said && message.content === "");
      const note = (await carol.history(room.id)).messages.at(-1)!;
      expect(JSON.parse(note.content)).toMatchObject({ role: "owner", userId: carol.id });
      expect((await give(carol, room, bob, "moderator")).status).toBe(200);
      expect((await dave.history(shared.id)).messages.length).toBe(1);
    });
  });
};
