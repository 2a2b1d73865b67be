import { describe, expect, test } from "bun:test";
import type {
  Me,
  Member,
  Membership,
  Profile,
  RoomListItem,
  User,
} from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { everywhere, people, roomOf, type Suite } from "../system.ts";

const UNKNOWN = "01920000-0000-7000-8000-000000000000";
const HOUR = 3_600_000;
const inOneHour = () => new Date(Date.now() + HOUR).toISOString();
const say = (person: Person, status: object) => person.call<Me>("PUT", "/api/users/me/status", status);
const profile = (reader: Person, { id }: Person) => reader.call<Profile>("GET", `/api/users/${id}`);

export const statuses: Suite = (system) => {
  describe("a status", () => {
    test("is seen wherever somebody is, and at once by those who share a room", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using socket = await bob.connect();
      const status = { emoji: "🌴", text: "On leave", expiresAt: inOneHour() };
      expect(await say(alice, status)).toMatchObject({ id: alice.id, status });
      const { user } = await socket.next("user_updated", (frame) => frame.user.id === alice.id);
      expect(user).toMatchObject({ id: alice.id, status });
      expect(await profile(bob, alice)).toMatchObject({ status });
      await waitFor(async () => {
        const { members } = await bob.call<{ members: Member[] }>("GET", `/api/rooms/${room.id}/members`);
        return members.find(({ id }) => id === alice.id)?.status?.text === "On leave";
      });
      const { users } = await bob.call<{ users: User[] }>("GET", `/api/users/search?query=${alice.username}`);
      expect(users).toMatchObject([{ id: alice.id, status }]);
    });

    test("is taken back, and ends by itself when its time has come", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      await say(alice, { text: "Writing" });
      expect((await profile(bob, alice)).status).toEqual({ emoji: null, text: "Writing", expiresAt: null });
      for (const caller of everywhere(alice, system())) {
        expect((await caller.request("DELETE", "/api/users/me/status")).status).toBe(204);
        expect((await profile(bob, alice)).status).toBeUndefined();
      }
      await say(alice, { emoji: "☕", expiresAt: new Date(Date.now() + 1000).toISOString() });
      expect((await profile(bob, alice)).status?.emoji).toBe("☕");
      await waitFor(async () => (await profile(bob, alice)).status === undefined);
    });

    test("has an emoji or a few words, and an end that is to come", async () => {
      const { alice } = await people(system(), "alice");
      const put = (body: object) => alice.request("PUT", "/api/users/me/status", body);
      await expectInvalid(put({}), "text");
      await expectInvalid(put({ text: "x".repeat(101) }), "text");
      await expectInvalid(put({ emoji: "no emoji" }), "emoji");
      await expectInvalid(put({ emoji: "☕☕" }), "emoji");
      await expectInvalid(
        put({ text: "late", expiresAt: new Date(Date.now() - HOUR).toISOString() }),
        "expiresAt",
      );
      await expectInvalid(put({ text: "x", expiresAt: "tomorrow" }), "expiresAt");
      expect((await alice.call<Me>("GET", "/api/users/me")).status).toBeUndefined();
      expect((await say(alice, { text: "👩🏽‍🚀".repeat(25) })).status?.text).toHaveLength(175);
    });
  });

  describe("what somebody says of themselves", () => {
    test("is read by others, and can be taken back", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const about = "I build radios.\nAsk me about antennas.";
      expect(await alice.call<Me>("PUT", "/api/users/me", { about })).toMatchObject({ about });
      expect(await profile(bob, alice)).toMatchObject({ about, blocked: false, timeZone: null });
      expect((await alice.call<Me>("PUT", "/api/users/me", { displayName: "Alice" })).about).toBe(about);
      expect((await alice.call<Me>("PUT", "/api/users/me", { about: " " })).about).toBeNull();
      await expectInvalid(alice.request("PUT", "/api/users/me", { about: "x".repeat(501) }), "about");
      await expectProblem(bob.request("GET", `/api/users/${UNKNOWN}`), 404, "not_found");
      await expectProblem(bob.request("GET", "/api/users/alice"), 404, "not_found");
    });
  });

  describe("quiet", () => {
    test("for a person is seen by others until it ends", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      await roomOf(alice, bob);
      await using socket = await bob.connect();
      const doNotDisturbUntil = inOneHour();
      await alice.call("PATCH", "/api/users/me/preferences", { doNotDisturbUntil });
      const { user } = await socket.next("user_updated", (frame) => frame.user.id === alice.id);
      expect(user.doNotDisturbUntil).toBe(doNotDisturbUntil);
      expect(await profile(bob, alice)).toMatchObject({ doNotDisturbUntil });
      await alice.call("PATCH", "/api/users/me/preferences", { doNotDisturbUntil: null });
      expect((await profile(bob, alice)).doNotDisturbUntil).toBeUndefined();
      const past = new Date(Date.now() - HOUR).toISOString();
      await alice.call("PATCH", "/api/users/me/preferences", { doNotDisturbUntil: past });
      expect((await profile(bob, alice)).doNotDisturbUntil).toBeUndefined();
    });

    test("from a room is its member's own, and ends when that says so", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const patch = (quietUntil: unknown) =>
        alice.request("PATCH", `/api/rooms/${room.id}/membership`, { quietUntil });
      const quietUntil = inOneHour();
      expect((await (await patch(quietUntil)).json()) as Membership).toMatchObject({ quietUntil });
      const mine = async (person: Person) =>
        (await person.call<{ rooms: RoomListItem[] }>("GET", "/api/rooms")).rooms[0]?.membership;
      expect(await mine(alice)).toMatchObject({ quietUntil, involvement: null });
      expect(await mine(bob)).toMatchObject({ quietUntil: null });
      expect((await (await patch(null)).json()) as Membership).toMatchObject({ quietUntil: null });
      await expectInvalid(patch("tomorrow"), "quietUntil");
      await expectInvalid(patch(60), "quietUntil");
    });
  });
};
