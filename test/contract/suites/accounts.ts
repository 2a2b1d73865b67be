import { describe, expect, test } from "bun:test";
import type { Me, SignedIn, User } from "../../../src/lib/contract/objects.ts";
import { ApiClient, Person, unique } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { everywhere, people, roomOf, type Suite } from "../system.ts";

const PASSWORD = "correct horse battery";
const register = (url: string, fields: object = {}) => {
  const username = unique("n");
  const body = { email: `${username}@example.org`, username, password: PASSWORD, ...fields };
  return new ApiClient(url).request("POST", "/api/auth/register", body);
};
const login = (url: string, email: string, password: string) =>
  new ApiClient(url).request("POST", "/api/auth/login", { email, password });

export const accounts: Suite = (system) => {
  describe("registering", () => {
    test("answers with the account and its tokens", async () => {
      const username = unique("ann");
      const response = await register(system().urls[0]!, {
        username,
        email: `${username}@example.org`,
        displayName: "  Ann Onymous ",
      });
      expect(response.status).toBe(201);
      const { user, accessToken, expiresIn, refreshToken } = (await response.json()) as SignedIn;
      expect(user).toMatchObject({
        username,
        email: `${username}@example.org`,
        displayName: "Ann Onymous",
        avatarUrl: null,
        role: "member",
      });
      expect(expiresIn).toBe(15 * 60);
      expect(refreshToken.length).toBeGreaterThan(20);
      for (const url of system().urls)
        expect(await new ApiClient(url, accessToken).call<Me>("GET", "/api/users/me")).toEqual(user);
    });

    test("makes one owner of an installation, though several came first at the same instant", () => {
      const roles = system().founders.map(({ session }) => session.user.role);
      expect(roles.toSorted()).toEqual(["member", "member", "member", "owner"]);
    });

    test("takes a name once, whatever its case, and an address once", async () => {
      const { alice } = await people(system(), "alice");
      for (const url of system().urls) {
        await expectProblem(register(url, { username: alice.username.toUpperCase() }), 409, "conflict");
        await expectProblem(
          register(url, { email: alice.session.user.email.toUpperCase() }),
          409,
          "conflict",
        );
      }
    });

    test("gives a name to one of those who want it at the same instant", async () => {
      const username = unique("wanted");
      const { urls } = system();
      const answers = await Promise.all(
        [0, 1, 2, 3, 4, 5].map((turn) => register(urls[turn % urls.length]!, { username })),
      );
      expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 409, 409, 409, 409, 409]);
    });

    test("holds every field to its limits", async () => {
      const url = system().urls[0]!;
      const filled = (length: number) => unique("u").padEnd(length, "x").slice(-length);
      for (const username of [filled(3), filled(50)])
        expect((await register(url, { username })).status).toBe(201);
      for (const password of ["x".repeat(8), "x".repeat(256), " pass word "])
        expect((await register(url, { password })).status).toBe(201);
      const refused: Record<string, unknown[]> = {
        username: [
          "ab",
          "u".repeat(51),
          "with space",
          "dash-ed",
          "dot.ted",
          "ünïcode",
          "",
          null,
          7,
          undefined,
        ],
        password: ["x".repeat(7), "x".repeat(257), "", null, undefined],
        email: [
          "nobody",
          "@example.org",
          "a@",
          "a b@example.org",
          `${"x".repeat(250)}@example.org`,
          "",
          null,
          undefined,
        ],
        displayName: ["", "   ", "x".repeat(81), null],
      };
      for (const [field, values] of Object.entries(refused)) {
        for (const value of values) await expectInvalid(register(url, { [field]: value }), field);
      }
      await expectInvalid(register(url, { role: "owner" }), "");
    });
  });

  describe("signing in", () => {
    test("works with the address and with the name, in any case, on every node", async () => {
      const { alice } = await people(system(), "alice");
      for (const { url } of everywhere(alice, system())) {
        for (const name of [
          alice.username,
          alice.username.toUpperCase(),
          alice.session.user.email,
          alice.session.user.email.toUpperCase(),
        ]) {
          const response = await login(url, name, alice.password);
          expect(response.status).toBe(200);
          const { user, accessToken } = (await response.json()) as SignedIn;
          expect(user).toEqual(alice.session.user);
          expect(await new ApiClient(url, accessToken).call<Me>("GET", "/api/users/me")).toEqual(user);
        }
      }
    });

    test("answers a wrong password and an unknown account alike", async () => {
      const { alice } = await people(system(), "alice");
      const wrong = await expectProblem(
        login(alice.url, alice.username, "not the password"),
        401,
        "unauthenticated",
      );
      for (const name of [unique("nobody"), `${unique("nobody")}@example.org`]) {
        expect(
          await expectProblem(login(alice.url, name, "not the password"), 401, "unauthenticated"),
        ).toEqual(wrong);
      }
      expect(
        await expectProblem(login(alice.url, alice.username, PASSWORD.toUpperCase()), 401, "unauthenticated"),
      ).toEqual(wrong);
    });
  });

  describe("the profile", () => {
    test("can be changed by its owner, and everyone sees it", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const displayName = unique("Queen");
      const changed = await alice.call<Me>("PUT", "/api/users/me", { displayName });
      expect(changed).toEqual({ ...alice.session.user, displayName });
      const find = async () =>
        (await bob.call<{ users: User[] }>("GET", `/api/users/search?query=${displayName}`)).users;
      const found = await waitFor(async () => (await find()).find(({ id }) => id === alice.id));
      expect(found).toMatchObject({ username: alice.username, displayName });
      for (const where of everywhere(alice, system())) {
        await waitFor(async () => (await where.call<Me>("GET", "/api/users/me")).displayName === displayName);
      }
      expect((await alice.send((await alice.createRoom()).id, "who am I?")).senderUsername).toBe(
        alice.username,
      );
    });

    test("that changed is told to those who share a room and to its owner, once, and to nobody else", async () => {
      const { alice, bob, mallory } = await people(system(), "alice", "bob", "mallory");
      await roomOf(alice, bob);
      await roomOf(alice, bob);
      await using stranger = await mallory.connect();
      const sockets = await Promise.all(
        [alice, bob].flatMap((person) => everywhere(person, system()).map((there) => there.connect())),
      );
      const displayName = unique("Queen");
      await alice.call("PATCH", "/api/users/me/preferences", { theme: "dark" });
      await alice.call("PUT", "/api/users/me", { displayName });
      const user = expect.objectContaining({ id: alice.id, displayName, avatarUrl: null });
      for (const socket of sockets) {
        expect(await socket.next("user_updated")).toEqual({ type: "user_updated", user });
        await socket.settled();
        expect(socket.of("user_updated")).toHaveLength(1);
        await socket[Symbol.asyncDispose]();
      }
      await stranger.settled();
      expect(stranger.of("user_updated")).toEqual([]);
    });

    test("without a change stays as it was", async () => {
      const { alice } = await people(system(), "alice");
      expect(await alice.call<Me>("PUT", "/api/users/me", {})).toEqual(alice.session.user);
      await expectInvalid(alice.request("PUT", "/api/users/me", { displayName: " " }), "displayName");
    });

    test("a search takes the characters of a pattern for themselves", async () => {
      const { alice } = await people(system(), "alice");
      const search = (query: string) =>
        alice.call<{ users: User[] }>("GET", `/api/users/search?query=${encodeURIComponent(query)}`);
      expect((await search("%")).users).toEqual([]);
      expect((await search(alice.username.replace(/_/g, "%"))).users).toEqual([]);
      await expectInvalid(alice.request("GET", "/api/users/search?query="), "query");
    });
  });

  test("a person who has just registered is known to every node", async () => {
    const { urls } = system();
    const newcomer = await Person.register(urls.at(-1)!);
    for (const there of everywhere(newcomer, system()))
      expect(await there.call<Me>("GET", "/api/users/me")).toEqual(newcomer.session.user);
  });
};
