import { describe, expect, test } from "bun:test";
import type { Room, SignedIn } from "../../../src/lib/contract/objects.ts";
import { ApiClient, type Person, unique } from "../../support/client.ts";
import { expectProblem } from "../expectations.ts";
import { people, type Suite } from "../system.ts";

const cookieOf = ({ session }: Person) =>
  `wisp-access=${session.accessToken}; wisp-refresh=${session.refreshToken}`;

/** A browser that shows this person's cookie and comes from this page. */
const browse = (
  person: Person,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: unknown,
) => new ApiClient(person.url).request(method, path, body, { cookie: cookieOf(person), ...headers });

export const cookies: Suite = (system) => {
  describe("the browser's cookies", () => {
    test("come with every sign-in, hidden from scripts and from other sites", async () => {
      const { alice } = await people(system(), "alice");
      const username = unique("ann");
      const caller = new ApiClient(alice.url);
      const registered = await caller.request("POST", "/api/auth/register", {
        email: `${username}@example.org`,
        username,
        password: "correct horse",
      });
      const signedIn = await caller.request("POST", "/api/auth/login", {
        email: username,
        password: "correct horse",
      });
      for (const response of [registered, signedIn]) {
        const { accessToken, refreshToken } = (await response.json()) as SignedIn;
        const set = response.headers.getSetCookie();
        expect(set.find((cookie) => cookie.includes(accessToken))).toMatch(/^wisp-access=/);
        expect(set.find((cookie) => cookie.includes(refreshToken))).toMatch(/^wisp-refresh=/);
        for (const cookie of set) {
          expect(cookie).toMatch(/; HttpOnly/i);
          expect(cookie).toMatch(/; SameSite=(Lax|Strict)/i);
          expect(cookie).toMatch(/; Path=\//i);
        }
      }
    });

    test("sign a request in", async () => {
      const { alice } = await people(system(), "alice");
      expect(await (await browse(alice, "GET", "/api/users/me", {})).json()).toEqual(alice.session.user);
      const made = await browse(
        alice,
        "POST",
        "/api/rooms",
        { origin: alice.url },
        { name: "made in a browser" },
      );
      expect(made.status).toBe(201);
      expect(await alice.call<Room>("GET", `/api/rooms/${((await made.json()) as Room).id}`)).toMatchObject({
        name: "made in a browser",
      });
    });

    test("refresh without a token in the body, and change with it", async () => {
      const { alice } = await people(system(), "alice");
      const response = await browse(alice, "POST", "/api/auth/refresh", { origin: alice.url });
      expect(response.status).toBe(200);
      const { accessToken, refreshToken } = (await response.json()) as SignedIn;
      const set = response.headers.getSetCookie().join("\n");
      expect(set).toContain(accessToken);
      expect(set).toContain(refreshToken);
      await expectProblem(
        browse(alice, "POST", "/api/auth/refresh", { origin: alice.url }),
        401,
        "unauthenticated",
      );
    });

    test("are cleared by signing out", async () => {
      const { alice } = await people(system(), "alice");
      const response = await browse(alice, "POST", "/api/auth/logout", { origin: alice.url });
      expect(response.status).toBe(204);
      const set = response.headers.getSetCookie();
      for (const name of ["wisp-access", "wisp-refresh"]) {
        expect(set.find((cookie) => cookie.startsWith(`${name}=`))).toMatch(/^[^=]+=;.*Max-Age=0/i);
      }
      await expectProblem(browse(alice, "GET", "/api/users/me", {}), 401, "unauthenticated");
    });
  });

  describe("a change that is authenticated by cookie", () => {
    test("must come from an allowed origin", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const message = await alice.send(room.id, "hello");
      const foreign = [
        { origin: "https://evil.example" },
        { origin: "null" },
        { origin: "http://127.0.0.1:1" },
        { origin: `${alice.url}.evil.example` },
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
        {},
      ] as Record<string, string>[];
      for (const headers of foreign) {
        for (const [method, path, body] of [
          ["POST", "/api/rooms", { name: "forged" }],
          ["POST", `/api/rooms/${room.id}/messages`, { content: "forged" }],
          ["PATCH", `/api/messages/${message.id}`, { content: "forged" }],
          ["DELETE", `/api/messages/${message.id}`, undefined],
          ["DELETE", `/api/rooms/${room.id}/leave`, undefined],
          ["PUT", "/api/users/me", { displayName: "forged" }],
          ["POST", "/api/auth/refresh", undefined],
          ["POST", "/api/auth/logout", undefined],
        ] as const) {
          await expectProblem(browse(alice, method, path, headers, body), 403, "forbidden");
        }
      }
      expect((await alice.history(room.id)).messages).toEqual([message]);
      expect(await alice.call("GET", "/api/users/me")).toEqual(alice.session.user);
    });

    test("is not a read, and not one by a bearer token", async () => {
      const { alice } = await people(system(), "alice");
      const origin = "https://evil.example";
      expect((await browse(alice, "GET", "/api/users/me", { origin })).status).toBe(200);
      expect((await alice.request("POST", "/api/rooms", { name: "by a bot" }, { origin })).status).toBe(201);
    });
  });
};
