import { expect, test } from "bun:test";
import { startApp } from "../../../test/support/app.ts";
import { ApiClient, Person } from "../../../test/support/client.ts";
import { account, location, Reader } from "../../../test/support/reader.ts";

const ask = async (url: string, email: string) =>
  (await new ApiClient(url).request("POST", "/api/auth/reset", { email })).status;

test("asking for a link too often is refused, alike for an address with an account and for one without", async () => {
  await using app = await startApp({
    RATE_LIMITS: "on",
    LIMIT_MAILS: "3/1h",
    CLIENT_ADDRESS_HEADER: "x-real-ip",
  });
  await new Reader(app.url).signUp("known");
  const statuses = async (email: string, from: string) => {
    const answers: number[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const headers = { "x-real-ip": `192.0.2.${from}${turn}`, "content-type": "application/json" };
      const body = JSON.stringify({ email });
      answers.push((await fetch(`${app.url}/api/auth/reset`, { method: "POST", headers, body })).status);
    }
    return answers;
  };
  expect(await statuses("known@example.org", "1")).toEqual([204, 204, 204, 429]);
  expect(await statuses("unknown@example.org", "2")).toEqual([204, 204, 204, 429]);
});

test("a place without a way for mail offers nothing that needs it", async () => {
  const secret = "a secret of more than thirty-two characters";
  await using app = await startApp({
    ...{
      NODE_ENV: "production",
      JWT_SECRET: secret,
      BASE_URL: "https://chat.example.org",
      ALLOW_UNLIMITED: "1",
    },
  });
  const owner = await Person.register(app.url, "owner");
  expect(await new Reader(app.url).read("/forgot")).toContain("This place sends no mail.");
  expect(await ask(app.url, "owner@example.org")).toBe(409);
  const mail = owner.request("POST", "/api/invitations/mail", { emails: ["someone@example.org"] });
  expect((await mail).status).toBe(409);
  const [rows] = await app.context.database.ask([{ sql: "SELECT count(*) FROM mails", args: [] }]);
  expect(rows?.[0]?.[0]).toBe(0);
});

test("where only those come in who were invited, the door says so, and lets them in", async () => {
  await using app = await startApp();
  const owner = await new Reader(app.url).signUp("owner");
  const made = await (await owner.post("/invitations", {})).text();
  const [, path = ""] = made.match(/value="http[^"]+(\/join\/[\w-]{43})"/) ?? [];
  expect(location(await owner.post("/admin/registration", { registration: "invited" }))).toBe(
    "/admin/place?saved",
  );
  const stranger = new Reader(app.url);
  const door = await stranger.get("/sign-up");
  expect([door.status, (await door.text()).includes("By invitation only")]).toEqual([403, true]);
  expect((await stranger.post("/sign-up", account("stranger"))).status).toBe(403);
  expect((await stranger.post(path, account("invited"))).status).toBe(303);
});

test("a link that never was answers as one that was used", async () => {
  await using app = await startApp();
  const one = new Reader(app.url);
  for (const kind of ["reset", "phone"])
    for (const token of ["x".repeat(43), "short"])
      expect((await one.get(`/${kind}/${token}`)).status).toBe(404);
  for (const kind of ["reset", "verify", "phone"])
    expect((await one.post(`/${kind}/${"x".repeat(43)}`, { password: "long enough" })).status).toBe(404);
});
