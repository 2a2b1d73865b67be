import { describe, expect, test } from "bun:test";
import type { Invitation, MadeInvitation, User } from "../../../src/lib/contract/objects.ts";
import { unique } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { mailedLink } from "../inbox.ts";
import { ownerOf, people, roomOf, status, type Suite, type System } from "../system.ts";

const list = async (system: System) =>
  (await ownerOf(system).call<{ invitations: Invitation[] }>("GET", "/api/invitations")).invitations;

export const invitations: Suite = (system) => {
  describe("an invitation", () => {
    test("is made by the owner, listed without its token, and revoked", async () => {
      const owner = ownerOf(system());
      const room = await roomOf(owner);
      const asked = { expiresInDays: 1, maxUses: 3, roomId: room.id };
      const { token, url, ...made } = await owner.call<MadeInvitation>("POST", "/api/invitations", asked);
      expect(made).toMatchObject({
        createdBy: owner.id,
        roomId: room.id,
        maxUses: 3,
        uses: 0,
        revokedAt: null,
      });
      expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBe(24 * 3600 * 1000);
      expect(url).toEndWith(`/join/${token}`);
      expect(await list(system())).toContainEqual(made);
      for (const _ of [1, 2]) expect(await status(owner, "DELETE", `/api/invitations/${made.id}`)).toBe(204);
      expect(await list(system())).not.toContainEqual(expect.objectContaining({ id: made.id }));
      await expectProblem(owner.request("DELETE", "/api/invitations/nothing"), 404, "not_found");
    });

    test("is nobody else's affair, nor leads into what one is not in", async () => {
      const { alice } = await people(system(), "alice");
      for (const method of ["GET", "POST"])
        await expectProblem(alice.request(method, "/api/invitations"), 403, "forbidden");
      const closed = await roomOf(alice);
      const owner = ownerOf(system());
      await expectProblem(owner.request("POST", "/api/invitations", { roomId: closed.id }), 404, "not_found");
      for (const [field, value] of [
        ["expiresInDays", 2],
        ["maxUses", 0],
        ["roomId", "x"],
      ] as const)
        await expectInvalid(owner.request("POST", "/api/invitations", { [field]: value }), field);
    });
  });

  describe("an invitation into a room", () => {
    test("brings those in who have an account, and nobody back who was taken out since it was made", async () => {
      const owner = ownerOf(system());
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(owner);
      const link = async () =>
        (await owner.call<MadeInvitation>("POST", "/api/invitations", { expiresInDays: 1, roomId: room.id }))
          .token;
      const come = async (person: typeof alice, token: string) => {
        const headers = { authorization: `Bearer ${person.session.accessToken}` };
        await fetch(`${person.url}/join/${token}`, { method: "POST", headers, redirect: "manual" });
        return status(person, "GET", `/api/rooms/${room.id}`);
      };
      const first = await link();
      for (const person of [alice, bob]) expect(await come(person, first)).toBe(200);
      await owner.call("DELETE", `/api/rooms/${room.id}/members/${alice.id}`);
      await bob.call("DELETE", `/api/rooms/${room.id}/leave`);
      await waitFor(async () => (await status(alice, "GET", `/api/rooms/${room.id}`)) === 404, {
        message: "the end of the membership",
      });
      expect([await come(alice, first), await come(bob, first)]).toEqual([404, 200]);
      expect(await come(alice, await link())).toBe(200);
    });
  });

  describe("an invitation by mail", () => {
    const mail = (input: object) =>
      ownerOf(system()).call<{ invitations: Invitation[] }>("POST", "/api/invitations/mail", input);
    const accept = (url: string, token: string, email: string) => {
      const fields = { email, username: unique("invited"), password: "long enough" };
      const headers = { origin: url, "content-type": "application/x-www-form-urlencoded" };
      const body = new URLSearchParams(fields);
      return fetch(`${url}/join/${token}`, { method: "POST", body, headers, redirect: "manual" });
    };

    test("is for its address alone, once, and makes a guest where it says so", async () => {
      const owner = ownerOf(system());
      const room = await roomOf(owner);
      const email = `${unique("visitor")}@example.org`;
      const { invitations: made } = await mail({ emails: [email], role: "guest", roomId: room.id });
      expect(made).toMatchObject([{ email, role: "guest", maxUses: 1, uses: 0, roomId: room.id }]);
      expect(await list(system())).toContainEqual(made[0]!);
      const token = await mailedLink(system(), email, "join");
      const url = system().urls.at(-1)!;
      expect((await accept(url, token, `${unique("other")}@example.org`)).status).toBe(409);
      const answers = await Promise.all(system().urls.map((each) => accept(each, token, email)));
      expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1);
      const roles = async () => {
        const { members } = await owner.call<{ members: User[] }>("GET", `/api/rooms/${room.id}/members`);
        return members.map(({ role }) => role).toSorted();
      };
      await waitFor(async () => (await roles()).join() === "guest,owner", {
        message: "the guest to be seen from every node",
      });
      expect((await accept(url, token, email)).status).toBe(410);
    });

    test("mailed again takes the place of the one before", async () => {
      const email = `${unique("visitor")}@example.org`;
      await mail({ emails: [email, email] });
      const first = await mailedLink(system(), email, "join");
      await mail({ emails: [email] });
      const second = await mailedLink(system(), email, "join", first);
      const url = system().urls[0]!;
      expect((await accept(url, first, email)).status).toBe(404);
      expect((await accept(url, second, email)).status).toBe(303);
    });

    test("is the owner's and admins' to send, and a guest's leads into a room", async () => {
      const { alice } = await people(system(), "alice");
      const asked = { emails: ["someone@example.org"] };
      await expectProblem(alice.request("POST", "/api/invitations/mail", asked), 403, "forbidden");
      const owner = ownerOf(system());
      for (const path of ["/api/invitations", "/api/invitations/mail"])
        await expectInvalid(
          owner.request("POST", path, { ...(path.endsWith("mail") && asked), role: "guest" }),
          "roomId",
        );
      await expectInvalid(owner.request("POST", "/api/invitations/mail", { emails: ["x"] }), "emails.0");
      await expectInvalid(owner.request("POST", "/api/invitations/mail", { emails: [] }), "emails");
    });
  });
};
