import { expect, test } from "bun:test";
import { holdSidebar } from "./held.ts";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();

async function two(
  room: string,
  contents: string[],
): Promise<[one: Visitor, other: Visitor, roomId: string]> {
  const one = await stage.newcomer(ada);
  const roomId = await one.createRoom(room);
  const other = await stage.newcomer(grace);
  await other.joinRoom(room);
  await one.store(roomId, contents);
  await Promise.all([one.live(), other.live()]);
  await Promise.all([one.sees(contents.at(-1)!), other.sees(contents.at(-1)!)]);
  return [one, other, roomId];
}

test("what is deleted goes for everybody, and comes back by one press", async () => {
  const [one, other] = await two("Undoing", ["keep me", "last"]);
  await one.act("keep me", "Delete");
  await other.page.locator(".deleted").waitFor();
  await one.page.getByRole("button", { name: "Undo" }).click();
  await Promise.all([one.sees("keep me"), other.sees("keep me")]);
  expect(await other.page.locator(".deleted").count()).toBe(0);
  expect(await one.contents()).toEqual(["keep me", "last"]);
});

test("a moderator deletes what another says, which says so, and nobody else may bring it back", async () => {
  const [one, other] = await two("Order", ["begin"]);
  await other.write("rude");
  await one.sees("rude");
  await one.act("rude", "Delete");
  await other.page.getByText("Message deleted by a moderator").waitFor();
  await other.page.locator(".message[data-deleted]").hover();
  await other.page.getByRole("button", { name: "Message actions" }).click();
  await other.page.getByRole("button", { name: "Copy link" }).waitFor();
  expect(await other.page.getByRole("button", { name: "Undo" }).count()).toBe(0);
  await one.page.getByRole("button", { name: "Undo" }).click();
  await other.sees("rude");
});

test("who presses the mark of an edit sees what a message said before", async () => {
  const [one, other] = await two("Versions", ["first words"]);
  await one.act("first words", "Edit");
  await one.page.getByLabel("Edit message").fill("second words");
  await one.page.getByLabel("Edit message").press("Enter");
  await other.stored("second words").locator(".edited").click();
  await other.page.getByRole("dialog", { name: "Earlier versions" }).getByText("first words").waitFor();
});

test("a message is pinned for all, and stands in the room's details", async () => {
  const [one, other, roomId] = await two("Pins", ["the plan", "and more"]);
  await other.act("the plan", "Pin");
  await one.stored("the plan").getByRole("img", { name: "Pinned" }).waitFor();
  await one.page.goto(`/rooms/${roomId}/members`);
  await one.page.locator("#pins").getByText("the plan").waitFor();
  await one.act("the plan", "Unpin");
  await other.stored("the plan").getByRole("img", { name: "Pinned" }).waitFor({ state: "detached" });
});

test("a message is saved, found again, done with and removed; another tab follows", async () => {
  const [one] = await two("Saving", ["read this", "later"]);
  const tab = await one.tab("/saved");
  await one.act("read this", "Save for later");
  await tab.locator(".saved-message", { hasText: "read this" }).waitFor();
  await tab.bringToFront();
  await tab.getByRole("button", { name: "Done" }).click();
  await tab.getByText("Nothing is saved.").waitFor();
  await tab.getByRole("link", { name: "Done" }).click();
  await tab.getByRole("button", { name: "Remove" }).click();
  await tab.getByText("What you are done with").waitFor();
  await one.act("read this", "Remind me");
  await one.page.getByRole("button", { name: "In an hour" }).click();
  await one.page.getByText("You are reminded on").first().waitFor();
  await tab.bringToFront();
  await tab.goto("/saved?show=reminders");
  await tab.locator(".saved-message", { hasText: "read this" }).waitFor();
  await tab.getByRole("button", { name: "Do not remind me" }).click();
  await tab.getByText("No reminder is set.").waitFor();
});

test("what is marked unread stays so on all devices, until one leaves the room or writes in it", async () => {
  const [one, other, roomId] = await two("Unread", ["one", "two", "three", "four"]);
  const unread = (visitor: Visitor["page"]) =>
    visitor.locator(`#sidebar [data-room-id="${roomId}"] .badge:not(.mention-badge)`);
  const tab = await other.tab("/home");
  await other.act("three", "Mark unread from here");
  for (const page of [other.page, tab]) await unread(page).getByText("2", { exact: true }).waitFor();
  await one.write("five");
  await other.sees("five");
  for (const page of [other.page, tab]) await unread(page).getByText("3", { exact: true }).waitFor();
  await other.write("here I am");
  for (const page of [other.page, tab]) await unread(page).waitFor({ state: "hidden" });
  expect(await unread(other.page).isVisible()).toBe(false);
});

type Unread = { id: string; unreadCount: number };

test("what comes while the sidebar is counted anew is counted too", async () => {
  const [one, other, roomId] = await two("Meanwhile", ["one", "two", "three", "four"]);
  // One that was asked for before the message was marked knows nothing of it.
  const sidebar = await holdSidebar(other, (markup) => markup.includes('data-unread-count="2"'));
  await other.until(async () => {
    const { rooms } = (await (await other.context.request.get("/api/rooms")).json()) as { rooms: Unread[] };
    return rooms.find(({ id }) => id === roomId)?.unreadCount === 0;
  }, "the server to know that all was read");
  await other.act("three", "Mark unread from here");
  await sidebar.drawn;
  await one.write("five");
  await other.sees("five");
  await sidebar.release();
  const badge = other.page.locator(`#sidebar [data-room-id="${roomId}"] .badge:not(.mention-badge)`);
  expect(await badge.locator(".badge-count").textContent()).toBe("3");
});

test("a message is forwarded to a room that one looks for, with a comment", async () => {
  const [one] = await two("Origin", ["tell the others"]);
  const targetId = await one.createRoom("Destination");
  await one.page.goBack();
  await one.live();
  await one.act("tell the others", "Forward");
  await one.page.getByPlaceholder("Room or person").fill("destin");
  await one.page.getByRole("radio", { name: "Destination" }).check();
  await one.page.getByLabel("Comment").fill("have a look");
  await one.page.locator(".card-dialog").getByRole("button", { name: "Forward" }).click();
  await one.page.getByText("Forwarded to Destination").first().waitFor();
  await one.page.goto(`/rooms/${targetId}`);
  await one.sees("have a look");
  await one.stored("have a look").locator("blockquote").getByText("tell the others").waitFor();
  await one.stored("have a look").getByRole("link", { name: "Ada Lovelace" }).waitFor();
});

test("a finger does the same from the sheet", async () => {
  const one = await stage.newcomer(ada, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const roomId = await one.createRoom("Phone");
  await one.store(roomId, ["press me"]);
  await one.sees("press me");
  const box = await one.stored("press me").locator(".message-content").boundingBox();
  const touch = await one.context.newCDPSession(one.page);
  const touchPoints = [{ x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 8 }];
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  const sheet = one.page.getByRole("dialog", { name: "Message actions" });
  await sheet.waitFor();
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await sheet.getByRole("button", { name: "Save for later" }).tap();
  await one.page.goto("/saved");
  await one.page.locator(".saved-message", { hasText: "press me" }).waitFor();
});

test("what can be done with a message, and is kept away by the network, says so, and is there once it can", async () => {
  const one = await stage.visitor({ serviceWorkers: "block" });
  await one.register(stage.unique(ada));
  const roomId = await one.createRoom("Kept away");
  await one.store(roomId, ["come back to this"]);
  await one.live();
  await one.page.route("**/lazy/remind.*", (route) => route.abort());
  await one.act("come back to this", "Remind me");
  await one.page.getByText("That could not be loaded.").waitFor();
  await one.page.unroute("**/lazy/remind.*");
  await one.act("come back to this", "Remind me");
  await one.page.getByRole("dialog", { name: "Remind me" }).waitFor();
});

test("without JavaScript: pin, save, be reminded, forward, delete and take that back", async () => {
  const one = await stage.newcomer(ada, { javaScriptEnabled: false });
  const roomId = await one.createRoom("Plain");
  await one.createRoom("Elsewhere");
  await one.store(roomId, ["by forms"]);
  const about = async () => {
    await one.page.goto(`/rooms/${roomId}`);
    await one.stored("by forms").getByRole("link", { name: "Message actions" }).click();
  };
  await about();
  await one.page.getByRole("button", { name: "Pin" }).click();
  await one.page.getByRole("button", { name: "Unpin" }).waitFor();
  await one.page.getByRole("button", { name: "Save", exact: true }).click();
  await one.page.getByRole("button", { name: "Remove from saved" }).waitFor();
  await one.page.getByRole("button", { name: "Tomorrow at 9:00" }).click();
  await one.page.getByText("You are reminded on").waitFor();
  await one.page.getByLabel("At another time").fill("2020-01-01T10:00");
  await one.page.getByRole("button", { name: "Remind me", exact: true }).click();
  await one.page.getByText("A time that is still to come.").waitFor();
  await one.page.getByLabel("To", { exact: true }).selectOption("Elsewhere");
  await one.page.getByRole("button", { name: "Forward" }).click();
  await one.page.getByRole("heading", { name: "Elsewhere", level: 1 }).waitFor();
  await one.sees("by forms");
  await about();
  await one.page.getByRole("button", { name: "Delete" }).click();
  await one.page.getByText("You deleted this message.").waitFor();
  await one.page.getByRole("button", { name: "Undo" }).click();
  await one.sees("by forms");
});
