import { afterAll, beforeAll, expect, test } from "bun:test";
import { startApp, type TestApp } from "../../../test/support/app.ts";
import { location, Reader as PlainReader } from "../../../test/support/reader.ts";
import { waitFor } from "../../../test/support/wait.ts";

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

const pageOf = async (reader: Reader) => (await reader.get("/unread")).text();
const titles = (html: string) =>
  [...html.matchAll(/<summary>.*?<bdi>(.*?)<\/bdi>/gs)].map(([, title]) => title);
const contents = (html: string) =>
  [...html.matchAll(/class="message-content[^>]*>(.*?)<\/div>/gs)].map(([, text]) => text);
const idOf = (path: string) => path.split("/").at(-1) ?? "";

/** A room of one's that the other is in too. */
async function shared(owner: Reader, guest: Reader, name: string): Promise<string> {
  const path = location(await owner.post("/rooms", { name }));
  await guest.post(`${path}/join`, {});
  return path;
}

const say = async (reader: Reader, path: string, texts: string[]) => {
  for (const content of texts) await reader.post(`${path}/messages`, { content });
};

test("what is unread stands room by room, mentions first, and shows twenty messages of each", async () => {
  const one = await new Reader().signUp("writer");
  const other = await new Reader().signUp("listener");
  const plain = await shared(one, other, "Plain");
  const naming = await shared(one, other, "Naming");
  await say(one, naming, ["hello @listener"]);
  await say(
    one,
    plain,
    Array.from({ length: 25 }, (_, index) => `message ${index + 1}`),
  );
  await waitFor(async () => titles(await pageOf(other))[0] === "Naming", {
    message: "the mention to be found",
  });
  const html = await pageOf(other);
  expect(titles(html)).toEqual(["Naming", "Plain"]);
  expect(html).toContain("5 more in the room");
  expect(contents(html).length).toBe(21);

  await other.post("/unread/read", { roomId: idOf(plain), sequence: "20" });
  expect(
    contents(await pageOf(other))
      .slice(1)
      .map((text) => text?.replace(/<[^>]*>/g, "").trim()),
  ).toEqual([21, 22, 23, 24, 25].map((index) => `message ${index}`));
  await other.post("/unread/read", {});
  expect(await pageOf(other)).toContain("You have read everything.");
});

test("rooms one is not in are neither shown nor ticked off", async () => {
  const one = await new Reader().signUp("inside");
  const stranger = await new Reader().signUp("outside");
  const path = location(await one.post("/rooms", { name: "Inner circle", kind: "closed" }));
  await say(one, path, ["between us"]);
  expect(await pageOf(stranger)).not.toContain("between us");
  expect((await stranger.post("/unread/read", { roomId: idOf(path), sequence: "1" })).status).toBe(404);
  expect((await stranger.post("/unread/read", { roomId: "x", sequence: "-1" })).status).toBe(400);
});

test("the sidebar's view is remembered, and leads back to a page of our own alone", async () => {
  const one = await new Reader().signUp("viewer");
  expect(location(await one.post("/unread/only", { unreadOnly: "true", next: "/people" }))).toBe("/people");
  expect(await pageOf(one)).toContain("data-unread-only");
  expect(location(await one.post("/unread/only", { unreadOnly: "false", next: "//evil.test" }))).toBe(
    "/home",
  );
  expect(await pageOf(one)).not.toContain("data-unread-only");
  expect((await one.post("/unread/only", { unreadOnly: "maybe" })).status).toBe(400);
});
