import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { startApp, type TestApp } from "../../../test/support/app.ts";
import { account, location, Reader } from "../../../test/support/reader.ts";

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app?.[Symbol.asyncDispose]());

const begin = (reader: Reader, username: string, fields: object = {}) =>
  reader.post("/first-run", { ...account(username), name: "Lantern Street", ...fields });

describe("a first run", () => {
  test("is where everybody is led while nobody lives there, and nobody afterwards", async () => {
    const one = new Reader(app.url);
    expect(location(await one.get("/"))).toBe("/sign-in");
    expect(location(await one.get("/sign-in"))).toBe("/first-run");
    expect(await one.read("/first-run")).toContain("Make this place yours");
    expect((await begin(one, "founder")).status).toBe(200);
    const stranger = new Reader(app.url);
    expect((await stranger.get("/sign-in")).status).toBe(200);
    expect(location(await stranger.get("/first-run"))).toBe("/sign-in");
    expect(location(await one.get("/first-run"))).toBe("/");
  });

  test("names the place, makes its owner and a first room, and asks whom to invite", async () => {
    const one = new Reader(app.url, "de");
    const invite = await (await begin(one, "founder")).text();
    expect(invite).toContain("Leute einladen");
    expect(invite).toMatch(/value="http[^"]+\/join\/[\w-]{43}"/);
    const room = await one.read(location(await one.get("/")));
    expect(room).toContain("<title>Allgemein · Lantern Street</title>");
    expect(room).toContain("<bdi>Lantern Street</bdi>");
    expect(await new Reader(app.url).read("/sign-in")).toContain("<title>Sign in · Lantern Street</title>");
  });

  test("has one winner, and leaves nothing of the others behind", async () => {
    const readers = [1, 2, 3, 4].map(() => new Reader(app.url));
    const answers = await Promise.all(readers.map((reader, at) => begin(reader, `racer${at}`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    const { database } = app.context;
    const [people, rooms, sessions] = await database.ask(
      ["users", "rooms", "sessions"].map((table) => ({ sql: `SELECT count(*) FROM ${table}`, args: [] })),
    );
    expect([people, rooms, sessions].map((rows) => rows?.[0]?.[0])).toEqual([1, 1, 1]);
  });

  test("is over once somebody has registered another way", async () => {
    await new Reader(app.url).signUp("early");
    const late = await begin(new Reader(app.url), "late");
    expect(late.status).toBe(409);
    expect(await late.text()).toContain("Somebody else was faster");
  });

  test("tells what is wrong in the reader's language, and keeps what was typed", async () => {
    const one = new Reader(app.url, "de-AT,de");
    const answer = await begin(one, "x", { name: " ", displayName: "Zoë" });
    expect(answer.status).toBe(400);
    const html = await answer.text();
    expect(html).toContain("1 bis 60 Zeichen.");
    expect(html).toContain("3 bis 50 Kleinbuchstaben");
    expect(html).toContain(`value="Zoë"`);
  });
});

test("a visitor chooses a language at the door, and takes it along", async () => {
  const one = new Reader(app.url);
  expect(location(await one.post("/language", { language: "de", next: "/sign-up" }))).toBe("/sign-up");
  expect(await one.read("/sign-up")).toContain("Konto anlegen");
  await one.signUp("reisende");
  expect(await one.read("/home")).toContain(`<html lang="de"`);
  const other = new Reader(app.url);
  await other.post("/language", { language: "en-XB", next: "//evil.test" });
  expect(await other.read("/sign-up")).toContain(`<html lang="en"`);
});
