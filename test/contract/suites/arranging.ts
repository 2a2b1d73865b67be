import { describe, expect, test } from "bun:test";
import type { Membership, Room, RoomListItem } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { people, roomOf, secondSession, type Suite } from "../system.ts";

const memberships = async (person: Person) =>
  (await person.call<{ rooms: RoomListItem[] }>("GET", "/api/rooms")).rooms.map((room) => room.membership);
const arrange = (person: Person, { id }: { id: string }, input: object) =>
  person.call<Membership>("PATCH", `/api/rooms/${id}/membership`, input);

export const arranging: Suite = (system) => {
  describe("what one makes of a room for oneself", () => {
    test("is a star and a level, each changed alone, and known to nobody else", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const starred = await arrange(alice, room, { starred: true });
      expect(starred).toMatchObject({ roomId: room.id, involvement: null });
      expect(starred.starredAt).toBeString();
      expect(await arrange(alice, room, { involvement: "nothing" })).toMatchObject({
        starredAt: starred.starredAt,
        involvement: "nothing",
      });
      expect((await arrange(alice, room, { starred: true })).starredAt).toBe(starred.starredAt);
      expect(await memberships(alice)).toMatchObject([
        { starredAt: starred.starredAt, involvement: "nothing" },
      ]);
      expect(await memberships(bob)).toMatchObject([{ starredAt: null, involvement: null }]);
      expect(await arrange(alice, room, { starred: false, involvement: null })).toMatchObject({
        starredAt: null,
        involvement: null,
      });
    });

    test("is refused for rooms of others and in words of one's own", async () => {
      const { alice, mallory } = await people(system(), "alice", "mallory");
      const room = await roomOf(alice);
      const path = `/api/rooms/${room.id}/membership`;
      await expectProblem(mallory.request("PATCH", path, { starred: true }), 404, "not_found");
      await expectInvalid(alice.request("PATCH", path, { involvement: "loud" }), "involvement");
      await expectInvalid(alice.request("PATCH", path, { starred: "yes" }), "starred");
      expect(await arrange(alice, room, {})).toMatchObject({ roomId: room.id, starredAt: null });
    });

    test("is an order, which others' rooms have no part in, and which a new section forgets", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const [one, two, three]: Room[] = await Promise.all([roomOf(alice), roomOf(alice), roomOf(alice)]);
      const foreign = await roomOf(bob);
      const roomIds = [three!.id, foreign.id, one!.id];
      expect((await alice.request("PUT", "/api/rooms/order", { roomIds })).status).toBe(204);
      const places = async (person: Person) =>
        new Map((await memberships(person)).map(({ roomId, position }) => [roomId, position]));
      expect(await places(alice)).toEqual(
        new Map([
          [three!.id, 0],
          [one!.id, 2],
          [two!.id, null],
        ]),
      );
      expect((await places(bob)).get(foreign.id)).toBeNull();
      expect((await arrange(alice, one!, { starred: true })).position).toBeNull();
      await expectInvalid(alice.request("PUT", "/api/rooms/order", { roomIds: [] }), "roomIds");
      await expectInvalid(alice.request("PUT", "/api/rooms/order", { roomIds: ["x"] }), "roomIds.0");
    });

    test("is told to one's other devices", async () => {
      const { alice } = await people(system(), "alice");
      const room = await roomOf(alice);
      await using phone = await (await secondSession(alice)).connect();
      await arrange(alice, room, { starred: true });
      await phone.next("rooms_arranged");
    });
  });
};
