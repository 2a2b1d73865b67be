import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { startApp, type TestApp } from "../../../test/support/app.ts";
import { location, Reader } from "../../../test/support/reader.ts";

let app: TestApp;
let one: Reader;
beforeAll(async () => {
  app = await startApp();
  one = await new Reader(app.url).signUp("host", "Host");
});
afterAll(() => app?.[Symbol.asyncDispose]());

describe("a new room", () => {
  test("has the people in it that it was made with", async () => {
    const guest = await new Reader(app.url).signUp("guest");
    const path = location(
      await one.post("/rooms", { name: "Supper", kind: "closed", members: "@Guest, host" }),
    );
    expect((await guest.get(path)).status).toBe(200);
    expect(await guest.read("/people/host")).toContain("Supper");
  });

  test("is not made where somebody is not known, and keeps what was typed", async () => {
    const answer = await one.post("/rooms", { name: "Half a room", members: "guest, nobody_at_all" });
    const html = await answer.text();
    expect([answer.status, html.includes("Not all of these are people here.")]).toEqual([400, true]);
    expect(html).toContain(`value="Half a room"`);
    expect(await one.read("/rooms?query=half")).toContain("No open room is called so");
  });
});

test("whoever looks after a room silences a member by its list of members, and lets them write again", async () => {
  const loud = await new Reader(app.url).signUp("loud", "Loud");
  const path = location(await one.post("/rooms", { name: "Library", kind: "closed", members: "loud" }));
  const list = () => one.read(`${path}/members`);
  const [, action = ""] = (await list()).match(/action="([^"]*\/members\/[\w-]+\/silence)"/) ?? [];
  const write = async () => (await loud.post(`${path}/messages`, { content: "PSST" })).status;
  expect((await loud.post(action, { hours: "24" })).status).toBe(403);
  expect((await one.post(action, { hours: "0" })).status).toBe(400);
  expect(location(await one.post(action, { hours: "24" }))).toBe(`${path}/members`);
  expect(await write()).toBe(403);
  expect(await list()).toContain(">silenced</small>");
  expect(await loud.read(`${path}/members`)).not.toContain(">silenced</small>");
  await one.post(action, {});
  expect(await list()).not.toContain(">silenced</small>");
  expect(await write()).toBe(303);
});

test("open rooms are found by name and topic, sorted, and shown a page at a time", async () => {
  for (let at = 1; at <= 31; at += 1)
    await one.post("/rooms", {
      name: `Row ${String(at).padStart(2, "0")}`,
      topic: at === 7 ? "100% peas" : "",
    });
  const guest = await new Reader(app.url).signUp("gardener");
  const [, seventh = ""] =
    (await guest.read("/rooms?query=100%25")).match(/"\/rooms\/([\w-]{36})\/join"/) ?? [];
  await guest.post(`/rooms/${seventh}/join`);
  const names = async (path: string) =>
    (await guest.read(path)).match(/<bdi>Row \d\d<\/bdi>(?=<\/a>)/g) ?? [];
  const first = await names("/rooms?query=row&sort=members");
  expect([first[0], first.length]).toEqual(["<bdi>Row 07</bdi>", 30]);
  expect((await names("/rooms?query=row&page=2")).at(-1)).toBe("<bdi>Row 31</bdi>");
  expect((await names("/rooms?query=row&sort=newest")).at(0)).toBe("<bdi>Row 31</bdi>");
  expect((await guest.get("/rooms?sort=sideways&page=-1&query=%00")).status).toBe(200);
});

test("a person's page shows what others may know, and their time where they chose one", async () => {
  const other = await new Reader(app.url).signUp("faraway", "Far Away");
  expect(await one.read("/people/faraway")).not.toContain("Local time");
  await other.post("/settings/language", { language: "auto", hourCycle: "auto", timeZone: "Asia/Tokyo" });
  const page = await one.read("/people/FARAWAY");
  expect([page.includes("Asia/Tokyo"), page.includes("faraway@example.org")]).toEqual([true, false]);
  expect((await one.get("/people/nobody_at_all")).status).toBe(404);
});

test("dates are written as where the browser's language is spoken", async () => {
  const page = async (accepted: string) =>
    (await one.get("/people/host", { "accept-language": accepted })).text();
  expect(await page("en-GB,en;q=0.8")).toMatch(/<time datetime="[^"]+">\d+ [A-Z][a-z]+ \d{4}<\/time>/);
  expect(await page("en-US,en;q=0.8")).toMatch(/<time datetime="[^"]+">[A-Z][a-z]+ \d+, \d{4}<\/time>/);
});
