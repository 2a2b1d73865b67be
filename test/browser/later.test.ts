/** Polls, messages for later, and messages that disappear, as people meet them. */
import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { join } from "node:path";
import { devices } from "playwright-core";
import { hold } from "./held.ts";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();

const { viewport, isMobile, hasTouch, deviceScaleFactor } = devices["iPhone 13"];
const phone = { viewport, isMobile, hasTouch, deviceScaleFactor };

const more = (visitor: Visitor) => visitor.page.getByRole("button", { name: "More", exact: true });
const choose = (visitor: Visitor, name: string | RegExp) =>
  visitor.page.getByRole("dialog").getByRole("button", { name }).click();
const option = (visitor: Visitor, name: string) => visitor.page.getByRole("button", { name });
const votes = (visitor: Visitor) => visitor.page.locator(".poll-count").allTextContents();

test("a poll is asked from the composer, answered on a phone and by keyboard, and ended", async () => {
  const one = await stage.newcomer(ada);
  const other = await stage.newcomer(grace, phone);
  const name = "Polling";
  const roomId = await one.createRoom(name);
  await other.joinRoom(name);
  await Promise.all([one.live(), other.live()]);
  await more(one).click();
  await choose(one, "Poll");
  await one.page.getByLabel("Question").fill("Tea or **coffee**?");
  await one.page.getByLabel("Answer 1", { exact: true }).fill("Tea");
  await one.page.getByLabel("Answer 2", { exact: true }).fill("Coffee");
  await one.page.getByRole("button", { name: "Ask" }).click();

  await option(other, "Tea").tap();
  await one.until(async () => (await votes(one)).join() === "1,0", "the vote to be seen");
  expect(await option(one, "Tea").getAttribute("aria-pressed")).toBe("false");
  await other.page.locator('.poll-option[data-mine][aria-pressed="true"]', { hasText: "Tea" }).waitFor();
  await option(one, "Coffee").focus();
  await one.page.keyboard.press("Space");
  await one.until(async () => (await votes(other)).join() === "1,1", "both votes to be counted");
  await option(other, "Coffee").tap();
  await one.until(async () => (await votes(one)).join() === "0,2", "the changed vote");
  await option(one, "Coffee").click();
  await one.until(async () => (await votes(other)).join() === "0,1", "the vote to be taken back");

  await other.page.reload();
  await other.page.locator(".poll-option[data-mine]", { hasText: "Coffee" }).waitFor();
  const id = await one.page.locator(".message:has(.poll)").getAttribute("id");
  await one.page.goto(`/messages/${id?.replace("message-", "")}`);
  await one.page.getByRole("button", { name: "End the poll" }).click();
  await other.page.getByText("Closed").waitFor();
  await other.page.goto(`/rooms/${roomId}`);
  expect(await other.page.locator(".poll-option[role]").count()).toBe(0);
});

test("a vote stands, also where what one had voted before is told late", async () => {
  const one = await stage.withRooms(["Late votes"]);
  const asked = await hold(one, "**/votes/mine");
  await more(one).click();
  await choose(one, "Poll");
  await one.page.getByLabel("Question").fill("Tea?");
  await one.page.getByLabel("Answer 1", { exact: true }).fill("Yes");
  await one.page.getByLabel("Answer 2", { exact: true }).fill("No");
  await one.page.getByRole("button", { name: "Ask" }).click();
  await asked.drawn;
  await option(one, "Yes").click();
  await asked.release();
  await one.until(async () => (await votes(one)).join() === "1,0", "the vote to be counted");
  expect(await option(one, "Yes").getAttribute("aria-pressed")).toBe("true");
});

test("without JavaScript: a poll is asked, answered and ended, and a message waits, is changed and sent", async () => {
  const one = await stage.newcomer(ada, { javaScriptEnabled: false });
  const roomId = await one.createRoom("Plain later");
  await one.page.getByRole("link", { name: "New poll" }).click();
  await one.page.getByLabel("Question").fill("When?");
  await one.page.getByLabel("Answer 1", { exact: true }).fill("Now");
  await one.page.getByLabel("Answer 2", { exact: true }).fill("Now");
  await one.page.getByRole("button", { name: "Ask" }).click();
  await one.page.getByRole("alert").waitFor();
  await one.page.getByLabel("Answer 2", { exact: true }).fill("Then");
  await one.page.getByRole("button", { name: "Ask" }).click();
  await one.page.getByRole("link", { name: "Then" }).click();
  await one.page.getByLabel("Then").check();
  await one.page.getByRole("button", { name: "Vote", exact: true }).click();
  await one.sees("When?");
  expect(await votes(one)).toEqual(["0", "1"]);
  await one.page.getByRole("link", { name: "Then" }).click();
  expect(await one.page.getByLabel("Then").isChecked()).toBe(true);
  await one.page.getByRole("button", { name: "End the poll" }).click();
  await one.page.getByText("Closed").waitFor();

  await one.page.goto(`/rooms/${roomId}`);
  await one.page.getByRole("link", { name: "Send later" }).click();
  await one.page.getByLabel("Message", { exact: true }).fill("in good time");
  await one.page.getByLabel("Day").fill("2020-01-01");
  await one.page.getByRole("button", { name: "Send then" }).click();
  await one.page.getByText("Choose a time that is still to come").waitFor();
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await one.page.getByLabel("Day").fill(tomorrow);
  await one.page.getByRole("button", { name: "Send then" }).click();
  await one.page.getByRole("heading", { name: "Scheduled messages" }).waitFor();
  await one.page.getByRole("link", { name: "Change" }).click();
  expect(await one.page.getByLabel("Time").inputValue()).toBe("09:00");
  await one.page.getByLabel("Message", { exact: true }).fill("at last");
  await one.page.getByRole("button", { name: "Send then" }).click();
  await one.page.getByRole("button", { name: "Send now" }).click();
  await one.page.getByText("Nothing waits to be sent").waitFor();
  await one.page.goto(`/rooms/${roomId}`);
  await one.sees("at last");
});

test("a message is put aside in the composer, taken back, put aside again, and sent on another device", async () => {
  const person = stage.unique(ada);
  const one = await stage.visitor({ timezoneId: "Asia/Tokyo" });
  await one.signUp(person);
  const roomId = await one.createRoom("Later");
  await one.live();
  await one.composer.fill("good morning");
  await more(one).click();
  await choose(one, /Tomorrow/);
  await one.page.locator(".toast", { hasText: "It will be sent" }).waitFor();
  expect(await one.composer.inputValue()).toBe("");
  await one.page.getByRole("button", { name: "Undo" }).click();
  await one.until(async () => (await one.composer.inputValue()) === "good morning", "it to come back");

  await more(one).click();
  await choose(one, "Another time");
  await one.page.getByLabel("When").fill("2020-01-01T09:00");
  await one.page.getByRole("button", { name: "Send later" }).click();
  await one.page.getByText("Choose a time that is still to come").waitFor();
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await one.page.getByLabel("When").fill(`${day}T09:30`);
  await one.page.getByRole("button", { name: "Send later" }).click();
  await one.page.locator(".toast", { hasText: "It will be sent" }).waitFor();

  const device = await stage.visitor(phone);
  await device.page.goto("/scheduled");
  await device.signIn(person);
  await device.page.goto("/scheduled");
  await device.live();
  await one.page.goto("/scheduled");
  await one.live();
  const time = one.page.locator(".scheduled-time time");
  expect(await time.getAttribute("datetime")).toBe(new Date(`${day}T09:30+09:00`).toISOString());
  await device.page.getByRole("button", { name: "Send now" }).tap();
  await one.page.getByText("Nothing waits to be sent").waitFor();
  await one.page.goto(`/rooms/${roomId}`);
  await one.sees("good morning");
});

test("messages disappear from open pages at their time, and leave nothing unread", async () => {
  const one = await stage.newcomer(ada);
  const other = await stage.newcomer(grace);
  const name = "Vanishing";
  const roomId = await one.createRoom(name);
  await other.joinRoom(name);
  await one.store(roomId, ["stays"]);
  await other.sees("stays");
  const inSidebar = `#sidebar [data-room-id="${roomId}"]`;
  await other.until(async () => {
    await other.page.goto("/home");
    return other.page.locator(`${inSidebar}:not([data-unread])`).isVisible();
  }, "the server to know that it was read");
  using file = new Database(join(stage.node.directory, "data/wisp.db"));
  file.run("PRAGMA busy_timeout = 5000");
  file.run(`UPDATE rooms SET message_lifetime = 4 WHERE id = '${roomId}'`);
  await one.page.reload();
  await one.page
    .getByText("Messages disappear 4 seconds after they were sent")
    .waitFor({ state: "attached" });
  await one.live();
  await other.live();
  // Looked for from before on, as it is there for so short a time.
  const cameAndCalled = [
    one.sees("gone in a moment"),
    other.page.locator(`${inSidebar}[data-unread]`).waitFor(),
  ];
  await one.write("gone in a moment");
  await Promise.all(cameAndCalled);
  await one.stored("gone in a moment").waitFor({ state: "detached" });
  expect(await one.contents()).toEqual(["stays"]);
  await other.page.locator(`${inSidebar}:not([data-unread])`).waitFor();
  await one.page.reload();
  expect(await one.contents()).toEqual(["stays"]);
});
