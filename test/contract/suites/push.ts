import { describe, expect, test } from "bun:test";
import { createECDH, randomBytes } from "node:crypto";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { everywhere, people, status, type Suite } from "../system.ts";
import { ApiClient, unique } from "../../support/client.ts";

const path = "/api/push/subscriptions";

function subscription(fields: object = {}) {
  const pair = createECDH("prime256v1");
  const p256dh = pair.generateKeys("base64url");
  return {
    endpoint: `https://push.example.org/${unique("device")}`,
    expirationTime: null,
    keys: { p256dh, auth: randomBytes(16).toString("base64url") },
    ...fields,
  };
}

export const push: Suite = (system) => {
  describe("a device that wants to be told", () => {
    test("finds one key, whichever node it asks", async () => {
      const { alice } = await people(system(), "alice");
      const keys = await Promise.all(
        everywhere(alice, system()).map((caller) =>
          caller.call<{ publicKey: string }>("GET", "/api/push/key"),
        ),
      );
      expect(keys[0]?.publicKey).toMatch(/^B[\w-]{86}$/);
      expect(new Set(keys.map(({ publicKey }) => publicKey)).size).toBe(1);
    });

    test("says where, as often as it likes, and no longer", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const device = subscription();
      for (const caller of everywhere(alice, system()))
        expect(await caller.call<object>("POST", path, device)).toEqual({ endpoint: device.endpoint });
      const { endpoint } = device;
      expect(await status(bob, "DELETE", path, { endpoint })).toBe(204);
      expect(await status(alice, "DELETE", path, { endpoint })).toBe(204);
      expect(await status(alice, "DELETE", path, { endpoint })).toBe(204);
    });

    test("is at a public push service, and has keys that fit", async () => {
      const { alice } = await people(system(), "alice");
      for (const endpoint of [
        "http://push.example.org/1",
        "https://127.0.0.1/1",
        "https://[::1]/1",
        "https://localhost/1",
        "https://redis.internal/1",
        "https://push.example.org:6379/1",
        "nonsense",
        `https://push.example.org/${"x".repeat(2048)}`,
      ])
        await expectInvalid(alice.request("POST", path, subscription({ endpoint })), "endpoint");
      const { keys } = subscription();
      const wrong = (fields: object) =>
        alice.request("POST", path, subscription({ keys: { ...keys, ...fields } }));
      await expectInvalid(wrong({ p256dh: "AAAA" }), "keys.p256dh");
      await expectInvalid(wrong({ auth: "short" }), "keys.auth");
    });

    test("belongs to somebody who is signed in", async () => {
      const stranger = new ApiClient(system().urls[0]!);
      await expectProblem(stranger.request("GET", "/api/push/key"), 401, "unauthenticated");
      await expectProblem(stranger.request("POST", path, subscription()), 401, "unauthenticated");
    });
  });
};
