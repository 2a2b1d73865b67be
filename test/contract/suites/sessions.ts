import { describe, expect, test } from "bun:test";
import { decodeJwt, SignJWT, UnsecuredJWT } from "jose";
import type { SignedIn } from "../../../src/lib/contract/objects.ts";
import { ApiClient, SocketClient } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectProblem } from "../expectations.ts";
import { everywhere, people, secondSession, status, type Suite, type System } from "../system.ts";

const refresh = (url: string, refreshToken: string) =>
  new ApiClient(url).request("POST", "/api/auth/refresh", { refreshToken });
const isDead = async (url: string, token: string) =>
  (await status(new ApiClient(url, token), "GET", "/api/users/me")) === 401;

/** The token's end is told to other nodes: they have a second, the node itself has none. */
async function expectDead(token: string, own: string, { urls }: System): Promise<void> {
  expect(await isDead(own, token)).toBe(true);
  const deadline = { timeout: 1000, message: "the token to die on every node" };
  await Promise.all(urls.map((url) => waitFor(() => isDead(url, token), deadline)));
}

export const sessions: Suite = (system) => {
  describe("refreshing", () => {
    test("gives new tokens, and spends the old one", async () => {
      const { alice } = await people(system(), "alice");
      const response = await refresh(system().urls.at(-1)!, alice.session.refreshToken);
      expect(response.status).toBe(200);
      const next = (await response.json()) as SignedIn;
      expect(next.user).toEqual(alice.session.user);
      expect(next.refreshToken).not.toBe(alice.session.refreshToken);
      for (const url of system().urls) expect(await isDead(url, next.accessToken)).toBe(false);
      await expectProblem(refresh(alice.url, alice.session.refreshToken), 401, "unauthenticated");
    });

    test("with a spent token revokes its whole family, on every node, and no other session", async () => {
      const { alice } = await people(system(), "alice");
      const other = await secondSession(alice);
      const second = (await (await refresh(alice.url, alice.session.refreshToken)).json()) as SignedIn;
      const third = (await (await refresh(alice.url, second.refreshToken)).json()) as SignedIn;
      await using socket = await alice.at(system().urls.at(-1)!).connect();

      await expectProblem(refresh(alice.url, alice.session.refreshToken), 401, "unauthenticated");

      for (const token of [alice.session.accessToken, second.accessToken, third.accessToken]) {
        await expectDead(token, alice.url, system());
      }
      for (const token of [second.refreshToken, third.refreshToken]) {
        await expectProblem(refresh(alice.url, token), 401, "unauthenticated");
      }
      expect(await socket.closedWith()).toBe(4401);
      expect(await status(other, "GET", "/api/users/me")).toBe(200);
      expect((await refresh(other.url, other.session.refreshToken)).status).toBe(200);
    });

    test("at the same instant on several nodes succeeds once", async () => {
      const { alice } = await people(system(), "alice");
      const answers = await Promise.all(
        [0, 1, 2, 3].map((turn) =>
          refresh(system().urls[turn % system().urls.length]!, alice.session.refreshToken),
        ),
      );
      expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 401, 401, 401]);
    });

    test("needs a token that was given out", async () => {
      const { alice } = await people(system(), "alice");
      await expectProblem(refresh(alice.url, "made up"), 401, "unauthenticated");
      await expectProblem(
        refresh(alice.url, alice.session.accessToken.slice(0, 200)),
        401,
        "unauthenticated",
      );
      await expectProblem(
        new ApiClient(alice.url).request("POST", "/api/auth/refresh"),
        401,
        "unauthenticated",
      );
    });
  });

  describe("signing out", () => {
    test("ends the session's tokens and sockets everywhere, and no other session's", async () => {
      const { alice } = await people(system(), "alice");
      const other = await secondSession(alice);
      const sockets = await Promise.all(everywhere(alice, system()).map((there) => there.connect()));
      await using survivor = await other.connect();

      expect(await status(alice, "POST", "/api/auth/logout")).toBe(204);

      const signedOut = performance.now();
      await expectDead(alice.session.accessToken, alice.url, system());
      for (const socket of sockets) expect(await socket.closedWith()).toBe(4401);
      expect(performance.now() - signedOut).toBeLessThan(1000);
      await expectProblem(refresh(alice.url, alice.session.refreshToken), 401, "unauthenticated");
      await expectProblem(alice.request("POST", "/api/auth/logout"), 401, "unauthenticated");
      expect(await status(other, "GET", "/api/users/me")).toBe(200);
      await survivor.settled();
    });

    test("keeps the session from connecting again", async () => {
      const { alice } = await people(system(), "alice");
      await alice.call("POST", "/api/auth/logout");
      await using socket = await SocketClient.open(alice.url);
      socket.say({ type: "authenticate", token: alice.session.accessToken });
      expect(await socket.next("auth_error")).toMatchObject({ code: "unauthenticated" });
      expect(await socket.closedWith()).toBe(4401);
    });
  });

  describe("access tokens", () => {
    test("that are expired, forged, unsigned, changed or nonsense open nothing", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const { sub = "", sid } = decodeJwt(alice.session.accessToken);
      const sign = (secret: string, seconds: number, alg = "HS256") =>
        new SignJWT({ sid })
          .setProtectedHeader({ alg })
          .setSubject(sub)
          .setIssuedAt()
          .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
          .sign(new TextEncoder().encode(secret));
      const { secret } = system();
      const [header = "", , signature = ""] = alice.session.accessToken.split(".");
      const [, bobsClaims = ""] = bob.session.accessToken.split(".");
      // Proof that the bad ones below are bad for the reason they name.
      expect(await isDead(alice.url, await sign(secret, 60))).toBe(false);
      const bad = {
        expired: await sign(secret, -1),
        "signed by somebody else": await sign("x".repeat(40), 60),
        "of another algorithm": await sign(secret.padEnd(64, "x"), 60, "HS512"),
        unsigned: new UnsecuredJWT({ sid }).setSubject(sub).setExpirationTime("1m").encode(),
        "with another's claims": `${header}.${bobsClaims}.${signature}`,
        "without its signature": alice.session.accessToken.replace(/[^.]+$/, ""),
        nonsense: "nonsense",
        "a refresh token": alice.session.refreshToken,
      };
      for (const [what, token] of Object.entries(bad)) {
        expect({ what, dead: await isDead(alice.url, token) }).toEqual({ what, dead: true });
        await using socket = await SocketClient.open(alice.url);
        socket.say({ type: "authenticate", token });
        await socket.next("auth_error");
        expect(await socket.closedWith()).toBe(4401);
      }
    });

    test("that are bad are refused, though the browser's cookie would be good", async () => {
      const { alice } = await people(system(), "alice");
      const cookie = `wisp-access=${alice.session.accessToken}`;
      const caller = new ApiClient(alice.url);
      expect((await caller.request("GET", "/api/users/me", undefined, { cookie })).status).toBe(200);
      await expectProblem(
        caller.request("GET", "/api/users/me", undefined, { cookie, authorization: "Bearer bad" }),
        401,
        "unauthenticated",
      );
      await expectProblem(
        caller.request("GET", "/api/users/me", undefined, { authorization: "Bearer" }),
        401,
        "unauthenticated",
      );
    });
  });
};
