import { describe, expect, test } from "bun:test";
import type { Invitation, MadeInvitation } from "../../../src/lib/contract/objects.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
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
};
