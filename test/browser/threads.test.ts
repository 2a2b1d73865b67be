import { expect, test } from "bun:test";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const reply = (one: Visitor, text: string) => one.page.locator("#replies .message", { hasText: text });
const footOf = (one: Visitor, text: string) => one.stored(text).locator(".thread-link");
const unreadThreads = (one: Visitor) => one.page.locator("#threads-unread .badge");
const badgeOf = (one: Visitor, room: string) =>
  one.page.locator("#sidebar a.room-link", { hasText: room }).locator(".badge").first();

/** What is written before the script has come is posted as a form. */
const canAnswer = (one: Visitor) =>
  one.page.locator('.thread [data-island="thread-composer"][data-alive]').waitFor();

async function answer(one: Visitor, text: string): Promise<void> {
  await canAnswer(one);
  await one.page.locator("#thread-content").fill(text);
  await one.page.locator("#thread-content").press("Enter");
}

async function replyTo(one: Visitor, text: string): Promise<void> {
  await one.stored(text).hover();
  await one.page.getByRole("button", { name: "Reply in thread" }).click();
  await one.page.getByRole("heading", { name: "Thread" }).waitFor();
}

/** Two people in a room in which the first one has said something. */
async function pair(name: string, options = {}): Promise<{ one: Visitor; other: Visitor; roomId: string }> {
  const one = await stage.newcomer(ada);
  const roomId = await one.createRoom(name);
  await one.live();
  await one.write("shall we?");
  await one.sees("shall we?");
  const other = await stage.newcomer(grace, options);
  await other.joinRoom(name);
  await other.live();
  await other.sees("shall we?");
  return { one, other, roomId };
}

test("a thread is answered beside its room, live for both, and the room keeps to itself", async () => {
  const { one, other, roomId } = await pair("Weaving");
  await replyTo(other, "shall we?");
  await answer(other, "yes, at noon");
  await reply(other, "yes, at noon").waitFor();
  await other.page.getByRole("button", { name: "Following" }).waitFor();
  expect(await other.stored("yes, at noon").count()).toBe(0);

  await footOf(one, "shall we?").filter({ hasText: "1 reply" }).waitFor();
  await unreadThreads(one).filter({ hasText: "1" }).waitFor();
  expect(await badgeOf(one, "Weaving").isVisible()).toBe(false);
  await footOf(one, "shall we?").click();
  await reply(one, "yes, at noon").waitFor();
  await unreadThreads(one).waitFor({ state: "hidden" });

  await one.page.getByLabel("Also send to Weaving").check();
  await answer(one, "noon it is");
  await reply(one, "noon it is").waitFor();
  await reply(other, "noon it is").waitFor();
  await other.stored("noon it is").getByText("In a thread").waitFor();
  await footOf(other, "shall we?").filter({ hasText: "2 replies" }).waitFor();

  await one.page.keyboard.press("Escape");
  await one.page.getByRole("heading", { name: "Thread" }).waitFor({ state: "hidden" });
  expect(new URL(one.page.url()).pathname).toBe(`/rooms/${roomId}`);
  await one.stored("noon it is").locator("a.message-time").click();
  await one.page.locator("#replies .message.highlighted, #replies .message:focus").waitFor();
  await one.page.getByRole("button", { name: "Following" }).click();
  await one.page.getByRole("button", { name: "Follow", exact: true }).waitFor();
});

test("a reply that was read is marked unread, until the thread is opened again", async () => {
  const { one, other } = await pair("Plaiting");
  await replyTo(other, "shall we?");
  await answer(other, "at noon");
  await footOf(one, "shall we?").click();
  await reply(one, "at noon").waitFor();
  await unreadThreads(one).waitFor({ state: "hidden" });
  await reply(one, "at noon").hover();
  await reply(one, "at noon").locator("[data-action=more]").click();
  await one.page.getByRole("button", { name: "Mark unread from here" }).click();
  await unreadThreads(one).filter({ hasText: "1" }).waitFor();
  await answer(other, "or at one");
  await reply(one, "or at one").waitFor();
  await unreadThreads(one).filter({ hasText: "2" }).waitFor();
  await one.page.getByRole("link", { name: "Close the thread" }).click();
  await one.page.getByRole("heading", { name: "Thread" }).waitFor({ state: "hidden" });
  await footOf(one, "shall we?").click();
  await unreadThreads(one).waitFor({ state: "hidden" });
});

test("followed threads are read and answered in one list, which goes on live", async () => {
  const { one, other } = await pair("Spinning");
  await replyTo(other, "shall we?");
  await answer(other, "yes");
  await one.page.getByRole("link", { name: /^Threads/ }).click();
  const thread = one.page.locator(".followed", { hasText: "Spinning" });
  await thread.getByText("yes", { exact: true }).waitFor();
  await answer(other, "or rather tomorrow");
  await thread.getByText("or rather tomorrow").waitFor();
  await thread.locator(".followed-head .badge", { hasText: "2" }).waitFor();
  await thread.getByLabel("Reply in thread").fill("tomorrow then");
  await thread.getByRole("button", { name: "Send" }).click();
  await reply(other, "tomorrow then").waitFor();
  await unreadThreads(one).waitFor({ state: "hidden" });

  await answer(other, "fine");
  await unreadThreads(one).filter({ hasText: "1" }).waitFor();
  await one.page.getByRole("button", { name: "Mark all as read" }).click();
  await unreadThreads(one).waitFor({ state: "hidden" });
  await one.page.getByRole("link", { name: "Unread", exact: true }).last().click();
  await one.page.getByText("You have read every reply.").waitFor();
});

test("on a phone a thread has the whole page, and back leads to the room", async () => {
  const { one, other } = await pair("Carding", phone);
  await replyTo(one, "shall we?");
  await answer(one, "by myself, then");
  await footOf(other, "shall we?").tap();
  await reply(other, "by myself, then").waitFor();
  expect(await other.stored("shall we?").isVisible()).toBe(false);
  await other.page.locator("#thread-content").fill("no, wait");
  await other.page.locator(".thread").getByRole("button", { name: "Send" }).tap();
  await reply(one, "no, wait").waitFor();
  await other.page.getByRole("link", { name: "Close the thread" }).tap();
  await footOf(other, "shall we?").filter({ hasText: "2 replies" }).waitFor();
});

test("a reply that is written without a network goes out when there is one, and a draft waits", async () => {
  const { one, other } = await pair("Felting");
  await replyTo(other, "shall we?");
  await canAnswer(other);
  await other.context.setOffline(true);
  await answer(other, "from the tunnel");
  await other.page.locator(".thread [data-outgoing]", { hasText: "from the tunnel" }).waitFor();
  await other.context.setOffline(false);
  await reply(other, "from the tunnel").waitFor();
  await footOf(one, "shall we?").filter({ hasText: "1 reply" }).waitFor();
  await other.page.locator("#thread-content").fill("and another");
  await other.page.reload();
  const field = other.page.locator("#thread-content");
  await other.until(async () => (await field.inputValue()) === "and another", "the draft");
});

test("what was missed while away is counted right", async () => {
  const { one, other, roomId } = await pair("Dyeing");
  await one.page.getByRole("link", { name: "Browse rooms" }).click();
  await one.page.waitForURL("**/rooms");
  await replyTo(other, "shall we?");
  await one.context.setOffline(true);
  for (const text of ["one", "two", "three"]) {
    await answer(other, text);
    await reply(other, text).waitFor();
  }
  await other.store(roomId, ["in the room"]);
  await one.context.setOffline(false);
  await badgeOf(one, "Dyeing").filter({ hasText: "1" }).waitFor();
  await unreadThreads(one).filter({ hasText: "3" }).waitFor();
  await one.page.locator("#sidebar a.room-link", { hasText: "Dyeing" }).click();
  await one.sees("in the room");
  await badgeOf(one, "Dyeing").waitFor({ state: "hidden" });
  await answer(other, "four");
  await unreadThreads(one).filter({ hasText: "4" }).waitFor();
  expect(await badgeOf(one, "Dyeing").isVisible()).toBe(false);
  await one.page.reload();
  expect(await badgeOf(one, "Dyeing").isVisible()).toBe(false);
  await unreadThreads(one).filter({ hasText: "4" }).waitFor();
});

test("a message is quoted with where it stands, by key too", async () => {
  const { one } = await pair("Knitting");
  await one.stored("shall we?").focus();
  await one.page.keyboard.press("q");
  await one.until(
    async () => (await one.composer.inputValue()).startsWith("> shall we?\n> — http"),
    "the quote",
  );
  await one.page.keyboard.type("why not");
  await one.page.keyboard.press("Enter");
  await one.sees("why not");
  await one.stored("shall we?").first().focus();
  await one.page.keyboard.press("t");
  await one.page.getByRole("heading", { name: "Thread" }).waitFor();
});

test("without JavaScript: a reply, in the room too, following, and the list of threads", async () => {
  const one = await stage.newcomer(ada, { javaScriptEnabled: false });
  const roomId = await one.createRoom("Sewing");
  await one.store(roomId, ["a root"]);
  const other = await stage.newcomer(grace, { javaScriptEnabled: false });
  await other.joinRoom("Sewing");
  await other.page.reload();
  const id = (await other.stored("a root").getAttribute("id"))?.replace("message-", "") ?? "";
  await other.page.goto(`/messages/${id}`);
  await other.page.getByRole("link", { name: "Reply in thread" }).click();
  await other.page.getByLabel("Reply in thread").fill("plainly");
  await other.page.getByLabel("Also send to Sewing").check();
  await other.page.locator(".thread").getByRole("button", { name: "Send" }).click();
  await reply(other, "plainly").waitFor();
  await other.sees("plainly");
  await one.until(async () => {
    await one.page.goto("/threads?unread=1");
    return await one.page.locator(".followed", { hasText: "plainly" }).isVisible();
  }, "the thread to be listed");
  await one.page.getByRole("button", { name: "Mark as read" }).click();
  await one.page.getByRole("link", { name: "Open thread" }).click();
  await one.page.getByRole("button", { name: "Following" }).click();
  await one.page.getByRole("button", { name: "Follow", exact: true }).waitFor();
});
