import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { startApp, type TestApp } from "../../../test/support/app.ts";
import { location, Reader as PlainReader } from "../../../test/support/reader.ts";

const hostile = `"><img src=x onerror=alert(1)><b hx-get=/x>`;
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

class Reader extends PlainReader {
  constructor() {
    super(app.url);
  }
}

describe("the pages", () => {
  test("send a stranger to the door, and back to where they were going, but never elsewhere", async () => {
    const stranger = new Reader();
    expect(location(await stranger.get("/people"))).toBe("/sign-in?next=%2Fpeople");
    expect(location(await stranger.get("/"))).toBe("/sign-in");
    expect(location(await stranger.get("/rooms"))).toBe("/sign-in?next=%2Frooms");
    const current = { "hx-request": "true", "hx-current-url": `${app.url}/rooms` };
    const boosted = await stranger.get("/people", { ...current, "hx-boosted": "true" });
    expect([boosted.status, boosted.headers.get("hx-redirect")]).toEqual([200, "/sign-in?next=%2Fpeople"]);
    const background = await stranger.get("/sidebar", current);
    expect(background.headers.get("hx-redirect")).toBe("/sign-in?next=%2Frooms");

    await new Reader().signUp("traveller");
    const signIn = (next: string) =>
      stranger.post("/sign-in", { email: "traveller", password: "long enough", next });
    expect(location(await signIn("/people"))).toBe("/people");
    for (const next of [
      "//evil.test",
      "/\\evil.test",
      "https://evil.test",
      "javascript:alert(1)",
      "/%09/evil.test",
    ]) {
      expect([next, location(await signIn(next))]).toEqual([next, "/"]);
    }
  });

  test("contain no inline script but the import map, no inline style and no handler", async () => {
    const one = await new Reader().signUp("inline", hostile);
    const roomPath = location(await one.post("/rooms", { name: hostile, topic: hostile }));
    await one.post(`${roomPath}/messages`, { content: hostile });
    for (const path of [
      roomPath,
      `${roomPath}/members`,
      "/rooms",
      "/people",
      "/profile",
      "/home",
      "/nowhere",
    ]) {
      const html = await (await one.get(path)).text();
      expect(html).not.toMatch(/<img|<b hx-get/);
      expect(html.match(/<script(?![^>]* src=)[^>]*>/g) ?? []).toEqual(
        path === "/nowhere" ? [] : [`<script type="importmap">`],
      );
      expect(html).not.toMatch(/<[^>]*\s(style|on\w+)=(?=(?:[^"]*"[^"]*")*[^"]*$)/);
    }
  });

  test("tell what is wrong with a message and keep its text", async () => {
    const one = await new Reader().signUp("mistaken");
    const roomPath = location(await one.post("/rooms", { name: "Mistakes" }));
    const refused = await one.post(`${roomPath}/messages`, { content: "x".repeat(5001) });
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain("Not sent. 1 to 5,000 characters.");
    expect(html).toContain("x".repeat(5001));
  });

  test("make one message of a form that was sent twice", async () => {
    const one = await new Reader().signUp("twice");
    const roomPath = location(await one.post("/rooms", { name: "Twice" }));
    for (const _ of [1, 2])
      await one.post(`${roomPath}/messages`, { content: "only once", clientMessageId: "same" });
    const html = await (await one.get(roomPath)).text();
    expect(html.match(/only once/g)).toHaveLength(1);
  });

  test("show a closed room to its members only, an open one to all who may join", async () => {
    const one = await new Reader().signUp("insider");
    const other = await new Reader().signUp("outsider");
    const closed = location(await one.post("/rooms", { name: "Closed", kind: "closed" }));
    const open = location(await one.post("/rooms", { name: "Open to all" }));
    for (const path of [closed, `${closed}/members`, `${closed}/history`])
      expect((await other.get(path)).status).toBe(404);
    expect(await (await other.get("/rooms")).text()).not.toContain(closed);
    expect(await (await other.get(open)).text()).toContain("Join this room");
    expect((await other.post(`${closed}/join`)).status).toBe(404);
    expect(location(await other.post(`${open}/join`))).toBe(open);
  });

  test("let nobody else edit or delete a message", async () => {
    const one = await new Reader().signUp("author");
    const other = await new Reader().signUp("bystander");
    const path = location(await one.post("/rooms", { name: "Words" }));
    await one.post(`${path}/messages`, { content: "mine" });
    await other.post(`${path}/join`);
    const [, about = ""] = (await (await other.get(path)).text()).match(/href="(\/messages\/[\w-]+)"/) ?? [];
    const forms = async (reader: Reader) =>
      (await (await reader.get(about)).text()).match(/action="[\w/-]+\/(?:edit|delete)"/g);
    expect([(await forms(one))?.length, await forms(other)]).toEqual([2, null]);
    expect((await other.post(`${about}/edit`, { content: "theirs" })).status).toBe(403);
    expect((await other.post(`${about}/delete`)).status).toBe(403);
    expect(location(await one.get(`${about}/edit`))).toBe(`${about}#edit`);
    const stranger = await new Reader().signUp("stranger");
    expect((await stranger.get(about)).status).toBe(404);
    expect(await (await one.get(path)).text()).toContain("mine");
  });

  test("show a message as it is now, to whoever saw it before", async () => {
    const one = await new Reader().signUp("changer", "Before");
    const other = await new Reader().signUp("watcher");
    const path = location(await one.post("/rooms", { name: "Now" }));
    await other.post(`${path}/join`);
    await one.post(`${path}/messages`, { content: "first words" });
    const shown = async () => (await other.get(path)).text();
    const [, message = ""] = (await shown()).match(/href="(\/messages\/[\w-]+)"/) ?? [];
    expect(await shown()).toContain("first words");
    await one.post("/profile", { displayName: "After" });
    const renamed = await shown();
    expect([renamed.includes("After"), renamed.includes("Before")]).toEqual([true, false]);
    await one.post(`${message}/edit`, { content: "second words" });
    const edited = await shown();
    expect([edited.includes("second words"), edited.includes("first words")]).toEqual([true, false]);
    await one.post(`${message}/delete`);
    expect(await shown()).not.toContain("second words");
    await one.post(`${path}/messages`, { content: "third words" });
    expect(await shown()).toContain("third words");
  });

  test("are kept by no cache, and a viewer's own style sheet for ever", async () => {
    const one = await new Reader().signUp("cached");
    expect((await one.get("/home")).headers.get("cache-control")).toBe("no-store");
    const html = await (await one.get("/home")).text();
    const [sheet = ""] = html.match(/\/viewers\/[\w-]+\/cached\w*\.css/) ?? [];
    expect((await one.get(sheet)).headers.get("cache-control")).toContain("immutable");
    expect(await (await one.get(sheet)).text()).toMatch(
      /\[data-sender-id="[\w-]+"\].*\[data-mention="cached\w*"\]/,
    );
    for (const name of ["x%22%5D", "ab", "a%7D*%7B", ""])
      expect((await one.get(sheet.replace(/cached\w*/, name))).status).toBe(404);
    expect((await one.get(sheet.replace(/viewers\/[\w-]+/, "viewers/x%22%5D"))).status).toBe(404);
  });
});
