/** What differs where an installation stands behind TLS under a name of its own. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { startApp, type TestApp } from "../support/app.ts";
import { ApiClient, Person, SocketClient, unique } from "../support/client.ts";
import { expectProblem } from "./expectations.ts";

setDefaultTimeout(30_000);

let app: TestApp;
beforeAll(async () => {
  app = await startApp({
    NODE_ENV: "production",
    ALLOW_UNLIMITED: "1",
    JWT_SECRET: "a secret that is long enough for this",
    BASE_URL: "https://chat.example.org",
    ALLOWED_ORIGINS: "https://www.example.org, https://intranet.example.org:8443",
  });
});
afterAll(() => app[Symbol.asyncDispose]());

const cookieOf = ({ session }: Person) => `__Host-wisp-access=${session.accessToken}`;

test("cookies travel over TLS only, to this host only", async () => {
  const username = unique("ann");
  const body = { email: `${username}@example.org`, username, password: "correct horse" };
  const set = (
    await new ApiClient(app.url).request("POST", "/api/auth/register", body)
  ).headers.getSetCookie();
  expect(set.length).toBe(2);
  for (const cookie of set) {
    expect(cookie).toMatch(/^__Host-wisp-(access|refresh)=/);
    for (const attribute of [/; Secure/i, /; HttpOnly/i, /; SameSite=(Lax|Strict)/i, /; Path=\/(;|$)/i])
      expect(cookie).toMatch(attribute);
    expect(cookie).not.toMatch(/; Domain=/i);
  }
});

test("changes by cookie, and sockets, come from the named origins and from no other", async () => {
  const alice = await Person.register(app.url);
  const caller = new ApiClient(app.url);
  const make = (origin: string) =>
    caller.request("POST", "/api/rooms", { name: "x" }, { cookie: cookieOf(alice), origin });
  for (const origin of [
    "https://chat.example.org",
    "https://www.example.org",
    "https://intranet.example.org:8443",
  ]) {
    expect((await make(origin)).status).toBe(201);
    await using socket = await SocketClient.open(app.url, "/ws", { cookie: cookieOf(alice), origin });
    await socket.next("authenticated");
  }
  // The host that a request was made to says nothing here: a name that leads to this machine could be anyone's.
  for (const origin of [
    app.url,
    "http://chat.example.org",
    "https://intranet.example.org",
    "https://evil.chat.example.org",
    "null",
  ]) {
    await expectProblem(make(origin), 403, "forbidden");
    const refused = SocketClient.open(app.url, "/ws", { cookie: cookieOf(alice), origin });
    await expect(refused).rejects.toThrow();
  }
});
