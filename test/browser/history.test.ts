import { expect, test } from "bun:test";
import { openStage } from "./stage.ts";
import { ada, type Visitor } from "./visitors.ts";

const stage = openStage();

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `number ${index + 1}.`);

async function inALongRoom(count: number): Promise<[Visitor, string]> {
  const one = await stage.newcomer(ada);
  const roomId = await one.createRoom(`Long ${count}`);
  await one.store(roomId, numbered(count));
  await one.page.reload();
  await one.sees(`number ${count}.`);
  await one.live();
  return [one, roomId];
}

const topOf = (one: Visitor, text: string) =>
  one.stored(text).evaluate((item) => Math.round(item.getBoundingClientRect().top));

test("a room opens at its newest message and loads older ones upwards, without the view jumping", async () => {
  const [one] = await inALongRoom(130);
  expect(await one.stored("number 130.").isVisible()).toBe(true);
  expect(await one.stored("number 1.").count()).toBe(0);
  await one.page.locator("#scroller").evaluate((box) => box.scrollTo({ top: -box.scrollHeight }));
  const before = await topOf(one, "number 90.");
  await one.stored("number 31.").waitFor({ state: "attached" });
  expect(Math.abs((await topOf(one, "number 90.")) - before)).toBeLessThanOrEqual(1);

  await one.until(async () => {
    await one.page.locator("#scroller").evaluate((box) => box.scrollTo({ top: -box.scrollHeight }));
    return (await one.page.getByText("This is where the room begins.").count()) === 1;
  }, "the beginning of the room");
  expect(await one.contents()).toEqual(numbered(130));
});

test("who scrolls up faster than messages come sees their outlines, and nothing moves as they come", async () => {
  const [one] = await inALongRoom(130);
  const held = Promise.withResolvers<void>();
  await one.page.route("**/history?**", async (route) => {
    await held.promise;
    await route.continue();
  });
  const scrollUp = () =>
    one.page.locator("#scroller").evaluate((box) => {
      box.scrollTo({ top: -box.scrollHeight });
      return box.scrollTop;
    });
  const without = await scrollUp();
  await one.page.locator("#older[aria-busy]").waitFor();
  await one.until(async () => (await scrollUp()) < without - 300, "the outlines to be there");
  const before = await topOf(one, "number 90.");
  held.resolve();
  await one.stored("number 31.").waitFor({ state: "attached" });
  expect(Math.abs((await topOf(one, "number 90.")) - before)).toBeLessThanOrEqual(1);
});

test("a reader further up stays where they are while messages come, and is told how many", async () => {
  const [one, roomId] = await inALongRoom(60);
  await one.page.locator("#scroller").evaluate((box) => box.scrollTo({ top: -400 }));
  await one.page.getByRole("button", { name: "Jump to newest" }).waitFor();
  const before = await topOf(one, "number 50.");
  const other = await stage.newcomer({ username: "grace", displayName: "Grace Hopper" });
  await other.joinRoom("Long 60");
  await other.store(roomId, ["below 1", "below 2"]);
  await one.page.getByRole("button", { name: "2 new messages" }).waitFor();
  expect(Math.abs((await topOf(one, "number 50.")) - before)).toBeLessThanOrEqual(1);
  await one.page.getByRole("button", { name: "2 new messages" }).click();
  await one.page.getByRole("button", { name: "2 new messages" }).waitFor({ state: "detached" });
  expect(await one.stored("below 2").isVisible()).toBe(true);
});

test("a permalink lands on its message among its neighbours, and leads back to the newest", async () => {
  const [one, roomId] = await inALongRoom(120);
  const href = `/rooms/${roomId}?at=20`;
  await one.page.goto(href);
  const id = await one.stored("number 20.").getAttribute("id");
  // From elsewhere: a reload would bring back where one had been.
  await one.page.goto("/home");
  await one.page.goto(`${href}#${id}`);
  await one.live();
  await one.until(async () => {
    const box = await one.stored("number 20.").boundingBox();
    return box !== null && box.y > 60 && box.y + box.height < 700;
  }, "the message to be in view");
  await one.page.getByRole("button", { name: "Jump to newest" }).click();
  await one.sees("number 120.");
});

test("moving between rooms keeps the page and the connection, and the back button works", async () => {
  const one = await stage.newcomer(ada);
  await one.createRoom("Attic");
  await one.createRoom("Cellar");
  await one.live();
  await one.page.evaluate("document.documentElement.dataset.same = 'page'");
  await one.page.getByRole("navigation").getByRole("link", { name: "Attic", exact: true }).click();
  await one.page.getByRole("heading", { name: "Attic", level: 1 }).waitFor();
  await one.write("said above");
  await one.sees("said above");
  await one.page.goBack();
  await one.page.getByRole("heading", { name: "Cellar", level: 1 }).waitFor();
  await one.write("said below");
  await one.sees("said below");
  expect(await one.contents()).toEqual(["said below"]);
  expect(await one.page.evaluate("document.documentElement.dataset.same")).toBe("page");
});
