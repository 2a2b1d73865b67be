import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { startApp, type TestApp } from "../../../test/support/app.ts";
import { location, Reader } from "../../../test/support/reader.ts";

let app: TestApp;
let owner: Reader;
beforeAll(async () => {
  app = await startApp();
  owner = await new Reader(app.url).signUp("owner");
});
afterAll(() => app?.[Symbol.asyncDispose]());

async function signIn(email: string, password = "long enough"): Promise<Reader> {
  const reader = new Reader(app.url);
  expect((await reader.post("/sign-in", { email, password })).status).toBe(303);
  return reader;
}

describe("the settings", () => {
  test("change the looks of every page, and its language and clock", async () => {
    const one = await new Reader(app.url).signUp("painter");
    expect(location(await one.get("/settings"))).toBe("/settings/appearance");
    const looks = { theme: "dark", contrast: "more", accent: "rose" };
    expect(location(await one.post("/settings/appearance", looks))).toBe("/settings/appearance?saved");
    const html = await one.read("/home");
    for (const [name, value] of Object.entries(looks)) expect(html).toContain(`data-${name}="${value}"`);
    await one.post("/settings/language", { language: "de", hourCycle: "h12", timeZone: "Europe/Berlin" });
    const page = await one.read("/settings/language?saved");
    expect(page).toContain(`<html lang="de"`);
    expect(page).toContain(`data-time-zone="Europe/Berlin"`);
    expect(page).toContain("Gespeichert.");
  });

  test("refuse what they do not know", async () => {
    const one = await new Reader(app.url).signUp("inventor");
    expect((await one.post("/settings/appearance", { theme: "plaid" })).status).toBe(400);
    const wrong = { language: "en", hourCycle: "h23", timeZone: "Mars/Base" };
    expect((await one.post("/settings/language", wrong)).status).toBe(400);
  });

  test("list the devices, and sign one or all others out at once", async () => {
    await new Reader(app.url).signUp("nomad");
    const [here, there, elsewhere] = [await signIn("nomad"), await signIn("nomad"), await signIn("nomad")];
    const page = await here.read("/settings/devices");
    expect(page.match(/\/settings\/devices\/[\w-]+\/end"/g)).toHaveLength(3);
    expect(page.match(/this device/g)).toHaveLength(1);
    const own = await there.read("/settings/devices");
    const others = new Set(page.match(/\/settings\/devices\/[\w-]+\/end(?=")/g));
    const ofThere = [...others].find((path) => !own.includes(path)) ?? "";
    expect(location(await here.post(ofThere))).toBe("/settings/devices?saved");
    expect(location(await there.get("/home"))).toStartWith("/sign-in");
    expect((await elsewhere.get("/home")).status).toBe(200);
    await here.post("/settings/devices/end-others");
    expect(location(await elsewhere.get("/home"))).toStartWith("/sign-in");
    expect((await here.get("/home")).status).toBe(200);
    expect((await owner.post(ofThere)).status).toBe(404);
  });

  test("change the password of whoever knows it, and end what the old one opened", async () => {
    await new Reader(app.url).signUp("careful");
    const [here, there] = [await signIn("careful"), await signIn("careful")];
    const wrong = await here.post("/settings/password", {
      currentPassword: "a guess",
      password: "much longer",
    });
    expect([wrong.status, (await wrong.text()).includes("This is not your current password.")]).toEqual([
      400,
      true,
    ]);
    expect((await there.get("/home")).status).toBe(200);
    const right = { currentPassword: "long enough", password: "much longer" };
    expect(location(await here.post("/settings/password", right))).toBe("/settings/devices?saved");
    expect((await here.get("/home")).status).toBe(200);
    expect(location(await there.get("/home"))).toStartWith("/sign-in");
    await signIn("careful", "much longer");
  });

  test("let the owner name the place, and nobody else", async () => {
    await owner.post("/admin/place", { name: "The Attic" });
    expect(await new Reader(app.url).read("/sign-in")).toContain("<title>Sign in · The Attic</title>");
    const member = await new Reader(app.url).signUp("tenant");
    expect((await member.get("/admin/place")).status).toBe(404);
    expect((await member.post("/admin/place", { name: "Mine" })).status).not.toBe(303);
    expect((await owner.post("/admin/place", { name: "" })).status).toBe(400);
  });
});
