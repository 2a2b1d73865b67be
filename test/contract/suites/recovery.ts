import { describe, expect, test } from "bun:test";
import type { Me, SignedIn } from "../../../src/lib/contract/objects.ts";
import { ApiClient, type Person, unique } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { mailedLink, mailsTo } from "../inbox.ts";
import { everywhere, people, secondSession, status, type Suite, type System } from "../system.ts";

const addressOf = ({ username }: Person) => `${username}@example.org`;
const askReset = (system: System, email: string) =>
  status(new ApiClient(system.urls[0]!), "POST", "/api/auth/reset", { email });
const login = (person: Person, password: string) =>
  status(new ApiClient(person.url), "POST", "/api/auth/login", { email: person.username, password });

/** A link that was just mailed to somebody. */
async function resetLink(system: System, person: Person, but?: string): Promise<string> {
  expect(await askReset(system, addressOf(person))).toBe(204);
  return mailedLink(system, addressOf(person), "reset", but);
}

export const recovery: Suite = (system) => {
  describe("a forgotten password", () => {
    test("is replaced by a mailed link, once, and every session ends", async () => {
      const { alice } = await people(system(), "alice");
      await using socket = await alice.connect();
      await socket.settled();
      const token = await resetLink(system(), alice);
      const api = new ApiClient(alice.url);
      await expectInvalid(api.request("PUT", "/api/auth/reset", { token, password: "short" }), "password");
      expect(await status(api, "PUT", "/api/auth/reset", { token, password: "another one" })).toBe(204);
      expect(await socket.closedWith()).toBe(4401);
      for (const self of everywhere(alice, system()))
        await waitFor(async () => (await status(self, "GET", "/api/users/me")) === 401);
      expect([await login(alice, alice.password), await login(alice, "another one")]).toEqual([401, 200]);
      const again = { token, password: "a third one" };
      await expectProblem(api.request("PUT", "/api/auth/reset", again), 404, "not_found");
    });

    test("gives its link to one of many who use it at once", async () => {
      const { alice } = await people(system(), "alice");
      const token = await resetLink(system(), alice);
      const passwords = Array.from({ length: 6 }, (_, index) => `password of ${index}`);
      const statuses = await Promise.all(
        passwords.map((password, index) =>
          status(new ApiClient(system().urls[index % system().urls.length]!), "PUT", "/api/auth/reset", {
            token,
            password,
          }),
        ),
      );
      expect(statuses.toSorted()).toEqual([204, 404, 404, 404, 404, 404]);
      expect(await login(alice, passwords[statuses.indexOf(204)]!)).toBe(200);
    });

    test("leaves no older link behind, nor one to an address that is no longer theirs", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const first = await resetLink(system(), alice);
      const second = await resetLink(system(), alice, first);
      const api = new ApiClient(alice.url);
      expect(await status(api, "PUT", "/api/auth/reset", { token: second, password: "another one" })).toBe(
        204,
      );
      expect(await status(api, "PUT", "/api/auth/reset", { token: first, password: "a third one" })).toBe(
        404,
      );
      const old = await resetLink(system(), bob);
      const moved = { email: `${unique("moved")}@example.org`, currentPassword: bob.password };
      await bob.call("PUT", "/api/users/me/email", moved);
      expect(await status(api, "PUT", "/api/auth/reset", { token: old, password: "a third one" })).toBe(404);
      expect(await login(bob, bob.password)).toBe(200);
    });

    test("is replaced for whoever signs in with the old one at that moment, too", async () => {
      const { alice } = await people(system(), "alice");
      const token = await resetLink(system(), alice);
      const set = new AbortController();
      const entered: SignedIn[] = [];
      const entering = [1, 2, 3, 4].map(async (_, turn) => {
        const api = new ApiClient(system().urls[turn % system().urls.length]!);
        const old = { email: alice.username, password: alice.password };
        while (!set.signal.aborted) {
          const answer = await api.request("POST", "/api/auth/login", old);
          if (answer.ok) entered.push((await answer.json()) as SignedIn);
        }
      });
      await waitFor(() => entered.length > 4);
      const reset = { token, password: "another one" };
      expect(await status(new ApiClient(alice.url), "PUT", "/api/auth/reset", reset)).toBe(204);
      set.abort();
      await Promise.all(entering);
      for (const { refreshToken } of entered)
        expect(await status(new ApiClient(alice.url), "POST", "/api/auth/refresh", { refreshToken })).toBe(
          401,
        );
    });

    test("is no way back for whoever had a link before the password was changed", async () => {
      const { alice } = await people(system(), "alice");
      const token = await resetLink(system(), alice);
      const fields = { currentPassword: alice.password, password: "another one" };
      const headers = { authorization: `Bearer ${alice.session.accessToken}` };
      const body = new URLSearchParams(fields);
      const changing = { method: "POST", headers, body, redirect: "manual" } as const;
      expect((await fetch(`${alice.url}/settings/password`, changing)).status).toBe(303);
      const api = new ApiClient(alice.url);
      await expectProblem(
        api.request("PUT", "/api/auth/reset", { token, password: "a third one" }),
        404,
        "not_found",
      );
      expect(await login(alice, "another one")).toBe(200);
    });

    test("is asked for alike whether or not there is an account, and nobody is written to for nothing", async () => {
      const { alice } = await people(system(), "alice");
      const nobody = `${unique("nobody")}@example.org`;
      const ask = (email: string) =>
        new ApiClient(alice.url).request("POST", "/api/auth/reset", { email }).then(async (answer) => {
          const headers = [...answer.headers].filter(([name]) => !/date|ratelimit|request-id/i.test(name));
          return { status: answer.status, text: await answer.text(), headers };
        });
      expect(await ask(nobody)).toEqual(await ask(addressOf(alice)));
      await mailedLink(system(), addressOf(alice), "reset");
      expect(await mailsTo(system(), nobody)).toEqual([]);
      const malformed = new ApiClient(alice.url).request("POST", "/api/auth/reset", { email: "x" });
      await expectInvalid(malformed, "email");
    });
  });

  describe("an address", () => {
    test("is confirmed by a mailed link, to which a second click does nothing", async () => {
      const { alice } = await people(system(), "alice");
      expect(await alice.call<Me>("GET", "/api/users/me")).toMatchObject({ emailVerified: false });
      const token = await mailedLink(system(), addressOf(alice), "verify");
      for (const _ of [1, 2])
        expect(await status(new ApiClient(alice.url), "POST", "/api/auth/verify", { token })).toBe(204);
      await waitFor(async () => (await alice.call<Me>("GET", "/api/users/me")).emailVerified);
      // Whoever is known already is not written to.
      expect(await status(alice, "POST", "/api/users/me/verification")).toBe(204);
      const unknown = { token: "x".repeat(43) };
      await expectProblem(
        new ApiClient(alice.url).request("POST", "/api/auth/verify", unknown),
        404,
        "not_found",
      );
    });

    test("is changed with the password, told to the old one, and confirmed anew", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const old = await mailedLink(system(), addressOf(alice), "verify");
      const email = `${unique("new")}@example.org`;
      const wrong = alice.request("PUT", "/api/users/me/email", { email, currentPassword: "wrong" });
      await expectInvalid(wrong, "currentPassword");
      const taken = { email: addressOf(bob), currentPassword: alice.password };
      await expectProblem(alice.request("PUT", "/api/users/me/email", taken), 409, "conflict");
      const changed = await alice.call<Me>("PUT", "/api/users/me/email", {
        email,
        currentPassword: alice.password,
      });
      expect(changed).toMatchObject({ email, emailVerified: false });
      expect(await status(new ApiClient(alice.url), "POST", "/api/auth/verify", { token: old })).toBe(404);
      await waitFor(async () => (await mailsTo(system(), addressOf(alice)))[0]?.includes("was changed"));
      const token = await mailedLink(system(), email, "verify");
      expect(await status(new ApiClient(alice.url), "POST", "/api/auth/verify", { token })).toBe(204);
    });
  });

  describe("a session that is taken over to a phone", () => {
    const link = async (person: Person) =>
      (await person.call<{ token: string; url: string }>("POST", "/api/session-links")).token;
    const use = (url: string, token: string) =>
      status(new ApiClient(url), "POST", "/api/auth/session-link", { token });

    test("is a new one of the same person, by a link that works once", async () => {
      const { alice } = await people(system(), "alice");
      const token = await link(alice);
      const url = system().urls.at(-1)!;
      const phone = await new ApiClient(url).call<SignedIn>("POST", "/api/auth/session-link", { token });
      expect(phone.user.id).toBe(alice.id);
      expect(await status(new ApiClient(url, phone.accessToken), "GET", "/api/users/me")).toBe(200);
      expect(await use(url, token)).toBe(404);
      await alice.call("POST", "/api/auth/logout");
      expect(await status(new ApiClient(url, phone.accessToken), "GET", "/api/users/me")).toBe(200);
    });

    test("is one device's, of many that ask at once", async () => {
      const { alice } = await people(system(), "alice");
      const token = await link(alice);
      const urls = Array.from({ length: 6 }, (_, index) => system().urls[index % system().urls.length]!);
      const statuses = await Promise.all(urls.map((url) => use(url, token)));
      expect(statuses.toSorted()).toEqual([201, 404, 404, 404, 404, 404]);
    });

    test("ends with the session that showed it", async () => {
      const { alice } = await people(system(), "alice");
      const desk = await secondSession(alice);
      const token = await link(desk);
      await desk.call("POST", "/api/auth/logout");
      expect(await use(alice.url, token)).toBe(404);
    });
  });
};
