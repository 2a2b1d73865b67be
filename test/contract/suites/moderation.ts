import { describe, expect, test } from "bun:test";
import type { AuditPage, Message, ReportPage } from "../../../src/lib/contract/objects.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { ApiClient } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { people, roomOf, status, type Suite, type System } from "../system.ts";

const ownerOf = ({ founders }: System) => founders.find(({ session }) => session.user.role === "owner")!;
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

export const moderation: Suite = (system) => {
  describe("a report", () => {
    test("reaches those who look after the room and the place, and nobody else", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room = await roomOf(alice, bob, carol);
      const { id } = await bob.call<Message>("POST", `/api/rooms/${room.id}/messages`, { content: "rude" });
      const report = { reason: "This is rude." };
      for (const _ of [1, 2])
        expect(await status(carol, "POST", `/api/messages/${id}/report`, report)).toBe(204);
      const seenBy = async (who: typeof alice) =>
        (await who.call<ReportPage>("GET", `/api/reports?roomId=${room.id}`)).reports;
      for (const who of [alice, ownerOf(system())]) {
        const [found, ...others] = await seenBy(who);
        expect(others).toEqual([]);
        expect(found).toMatchObject({ messageId: id, content: "rude", ...report, resolvedAt: null });
        expect([found?.sender.id, found?.reporter.id]).toEqual([bob.id, carol.id]);
      }
      for (const who of [bob, carol]) expect(await seenBy(who)).toEqual([]);
    });

    test("is decided once, by whoever is first", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const { id } = await alice.call<Message>("POST", `/api/rooms/${room.id}/messages`, { content: "hm" });
      await bob.request("POST", `/api/messages/${id}/report`, { reason: "hm?" });
      const { reports } = await alice.call<ReportPage>("GET", `/api/reports?roomId=${room.id}`);
      const path = `/api/reports/${reports[0]?.id}/resolve`;
      await expectProblem(bob.request("POST", path, { outcome: "acted" }), 404, "not_found");
      const decide = (who: typeof alice) => status(who, "POST", path, { outcome: "dismissed" });
      const decided = await Promise.all([decide(alice), decide(ownerOf(system())), decide(alice)]);
      expect(decided.toSorted()).toEqual([200, 409, 409]);
      const resolved = await alice.call<ReportPage>("GET", `/api/reports?roomId=${room.id}&state=resolved`);
      expect(resolved.reports).toHaveLength(1);
      const { entries } = await ownerOf(system()).call<AuditPage>("GET", "/api/audit?action=report.resolve");
      expect(entries.filter(({ details }) => details.reportId === reports[0]?.id)).toHaveLength(1);
    });

    test("is refused where there is nothing to report, or nothing to see", async () => {
      const { alice, bob, eve } = await people(system(), "alice", "bob", "eve");
      const room = await roomOf(alice, bob);
      const { id } = await alice.call<Message>("POST", `/api/rooms/${room.id}/messages`, { content: "hm" });
      const report = (who: typeof alice, reason = "why") =>
        who.request("POST", `/api/messages/${id}/report`, { reason });
      await expectProblem(report(eve), 404, "not_found");
      await expectProblem(report(alice), 409, "conflict");
      await expectInvalid(report(bob, " "), "reason");
      await alice.request("DELETE", `/api/messages/${id}`);
      await expectProblem(report(bob), 409, "conflict");
    });
  });

  describe("a moderator", () => {
    test("silences a member, who does not get rid of that by leaving and coming again", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await alice.createRoom("open");
      const join = () => status(bob, "POST", `/api/rooms/${room.id}/join`);
      const silence = (until: string | null) =>
        status(alice, "PUT", `/api/rooms/${room.id}/members/${bob.id}/silence`, { until });
      const write = () => bob.request("POST", `/api/rooms/${room.id}/messages`, { content: "hi" });
      await join();
      expect(await silence(inAnHour())).toBe(204);
      await expectProblem(write(), 403, "forbidden");
      await bob.call("DELETE", `/api/rooms/${room.id}/leave`);
      expect(await join()).toBe(200);
      await expectProblem(write(), 403, "forbidden");
      expect(await silence(null)).toBe(204);
      await bob.call("DELETE", `/api/rooms/${room.id}/leave`);
      await join();
      expect((await write()).status).toBe(201);
    });
  });

  describe("an admin", () => {
    test("silences somebody, who reads on and writes nothing", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const owner = ownerOf(system());
      const write = () => bob.request("POST", `/api/rooms/${room.id}/messages`, { content: "hi" });
      expect(await status(owner, "PUT", `/api/users/${bob.id}/silence`, { until: inAnHour() })).toBe(204);
      await waitFor(async () => (await write()).status === 403, {
        message: "the silence to reach every node",
      });
      expect((await bob.request("GET", `/api/rooms/${room.id}/messages`)).status).toBe(200);
      expect(await status(owner, "PUT", `/api/users/${bob.id}/silence`, { until: null })).toBe(204);
      await waitFor(async () => (await write()).status === 201, { message: "its end to reach every node" });
    });

    test("keeps somebody out: their sessions end, and they do not come in again until they may", async () => {
      const { bob } = await people(system(), "bob");
      const owner = ownerOf(system());
      const stranger = new ApiClient(bob.url);
      const credentials = { email: bob.username, password: bob.password };
      expect(await status(owner, "PUT", `/api/users/${bob.id}/ban`, { reason: "spam" })).toBe(204);
      await waitFor(async () => (await status(bob, "GET", "/api/rooms")) === 401, {
        message: "the ban to reach every node",
      });
      await expectProblem(stranger.request("POST", "/api/auth/login", credentials), 403, "forbidden");
      const refreshToken = { refreshToken: bob.session.refreshToken };
      await expectProblem(
        stranger.request("POST", "/api/auth/refresh", refreshToken),
        401,
        "unauthenticated",
      );
      expect(await status(owner, "DELETE", `/api/users/${bob.id}/ban`)).toBe(204);
      expect(await status(stranger, "POST", "/api/auth/login", credentials)).toBe(200);
      const { entries } = await owner.call<AuditPage>("GET", `/api/audit?subjectId=${bob.id}`);
      expect(entries.map(({ action }) => action)).toEqual(["user.unban", "user.ban"]);
      expect(entries[1]).toMatchObject({ actorId: owner.id, details: { reason: "spam", wipe: false } });
    });

    test("has all deleted that somebody wrote, who is then let in with nothing said", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const owner = ownerOf(system());
      const room = await roomOf(alice, bob);
      for (const content of ["one", "two", "three"]) await bob.send(room.id, content);
      await alice.send(room.id, "mine");
      await owner.call("PUT", `/api/users/${bob.id}/ban`, { wipe: true });
      await waitFor(
        async () => {
          const { messages } = await alice.call<{ messages: Message[] }>(
            "GET",
            `/api/rooms/${room.id}/messages`,
          );
          return messages.map(({ content }) => content).join() === ",,,mine";
        },
        { message: "what was written to be gone" },
      );
      await waitFor(
        async () => {
          const { entries } = await owner.call<AuditPage>("GET", `/api/audit?subjectId=${bob.id}`);
          return entries[0]?.action === "user.wipe" && entries[0].details.messages === 3;
        },
        { message: "it to be on record" },
      );
    });

    test("may read what a deleted message said, and that they did is on record", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const owner = ownerOf(system());
      const room = await roomOf(alice, bob);
      const { id } = await bob.send(room.id, "taken back");
      await expectProblem(owner.request("GET", `/api/audit/messages/${id}`), 404, "not_found");
      await alice.call("DELETE", `/api/messages/${id}`);
      for (const who of [alice, bob])
        await expectProblem(who.request("GET", `/api/audit/messages/${id}`), 403, "forbidden");
      const said = await owner.call<{ content: string }>("GET", `/api/audit/messages/${id}`);
      expect(said.content).toBe("taken back");
      const { entries } = await owner.call<AuditPage>("GET", `/api/audit?subjectId=${id}`);
      expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([
        ["message.read_deleted", owner.id],
        ["message.delete", alice.id],
      ]);
    });

    test("is not touched by those below, nor by themselves", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const owner = ownerOf(system());
      for (const [act, body] of [
        ["ban", {}],
        ["silence", { until: inAnHour() }],
      ] as const)
        await expectProblem(alice.request("PUT", `/api/users/${bob.id}/${act}`, body), 403, "forbidden");
      await expectProblem(alice.request("GET", "/api/audit"), 403, "forbidden");
      await expectProblem(owner.request("PUT", `/api/users/${owner.id}/ban`, {}), 409, "conflict");
      const nobody = Bun.randomUUIDv7();
      await expectProblem(owner.request("PUT", `/api/users/${nobody}/ban`, {}), 404, "not_found");
    });

    test("warns somebody in a direct message", async () => {
      const { bob } = await people(system(), "bob");
      const owner = ownerOf(system());
      expect(await status(owner, "POST", `/api/users/${bob.id}/warnings`, { reason: "Be kind." })).toBe(204);
      const warned = async () => {
        const path = `/api/direct-messages/${owner.id}`;
        const { messages } = await bob.call<{ messages: Message[] }>("GET", path);
        return messages.at(-1)?.content.includes("Be kind.");
      };
      await waitFor(warned, { message: "the warning" });
    });
  });
};
