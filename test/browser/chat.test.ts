import { expect, test } from "bun:test";
import type { Locator } from "playwright-core";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();

/** Two people in a room of their own. */
async function twoInARoom(name: string): Promise<[Visitor, Visitor, string]> {
  const one = await stage.newcomer(ada);
  const roomId = await one.createRoom(name);
  const other = await stage.newcomer(grace);
  await other.joinRoom(name);
  await Promise.all([one.live(), other.live()]);
  return [one, other, roomId];
}

test("two people talk, see each other type, and each finds their own messages theirs", async () => {
  const [one, other] = await twoInARoom("Talking");
  await one.composer.pressSequentially("Good morn");
  await other.page
    .getByText("Ada Lovelace is typing…")
    .or(other.page.getByText(/^ada\d+ is typing…$/))
    .waitFor();
  await one.composer.pressSequentially("ing!");
  await one.composer.press("Enter");
  await other.sees("Good morning!");
  await other.page.getByText(/is typing…$/).waitFor({ state: "detached" });
  await other.write("And to you");
  await one.sees("And to you");

  await one.stored("Good morning!").hover();
  await one.stored("Good morning!").getByRole("button", { name: "Edit" }).waitFor();
  await other.stored("Good morning!").hover();
  expect(await other.stored("Good morning!").getByRole("button", { name: "Edit" }).isVisible()).toBe(false);
});

test("one's own message is there at once, and once it is stored it is there once", async () => {
  const [one, other] = await twoInARoom("At once");
  // A minute may end between the writing of a message and its storing.
  const timePattern = async (message: Locator) =>
    (await message.locator("time").textContent())?.replaceAll(/\d+/g, "0");
  const looks = (which: Visitor["stored"]) =>
    Promise.all([which("first").boundingBox(), timePattern(which("first")), which("🎉").boundingBox()]);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await one.page.route("**/api/rooms/*/messages", async (route) => {
    await held;
    await route.continue();
  });
  await one.write("first");
  await one.write("second");
  await one.write("🎉");
  await one.outgoing("🎉").waitFor();
  expect(await one.outgoing("first").getAttribute("data-state")).toBe("sending");
  expect(await one.composer.inputValue()).toBe("");
  expect(await other.stored("first").count()).toBe(0);

  const before = await looks((text) => one.outgoing(text));

  release();
  await one.sees("🎉");
  await other.sees("🎉");
  await one.until(async () => (await one.outgoing("").count()) === 0, "the outbox to be empty");
  expect(await one.contents()).toEqual(["first", "second", "🎉"]);
  expect(await other.contents()).toEqual(["first", "second", "🎉"]);
  expect(await looks((text) => one.stored(text))).toEqual(before);
});

test("a message that fails says so, survives a reload, and goes out once when tried again", async () => {
  const [one, other] = await twoInARoom("Failing");
  await one.page.route("**/api/rooms/*/messages", (route) =>
    route.fulfill({ status: 403, json: { detail: "Not now." } }),
  );
  await one.write("lost on the way");
  await one.page.getByRole("alert").filter({ hasText: "Not sent" }).waitFor();
  await one.write("never mind");
  await one.until(
    async () => (await one.page.getByRole("button", { name: "Retry" }).count()) === 2,
    "two failures",
  );
  await one.outgoing("never mind").getByRole("button", { name: "Discard" }).click();

  await one.page.reload();
  await one.outgoing("lost on the way").waitFor();
  await one.page.unroute("**/api/rooms/*/messages");
  await one.page.getByRole("button", { name: "Retry" }).click();
  await one.sees("lost on the way");
  await other.sees("lost on the way");
  expect(await one.contents()).toEqual(["lost on the way"]);
  expect(await other.contents()).toEqual(["lost on the way"]);
});

test("a message that nobody could take just now is tried again by itself, in its place", async () => {
  const [one, other] = await twoInARoom("Trying again");
  // Three times no answer in a row must not use up the time in which it tries.
  await one.page.evaluate("Math.random = () => 0.1");
  let refusals = 0;
  await one.page.route("**/api/rooms/*/messages", async (route) => {
    refusals += 1;
    if (refusals === 1) return route.abort();
    if (refusals === 2) return route.fulfill({ status: 503, json: { detail: "This node is stopping." } });
    // Stored, and its answer lost on the way.
    if (refusals === 3) await route.fetch();
    return refusals === 3 ? route.abort() : route.continue();
  });
  for (const text of ["first", "second"]) await one.write(text);
  await other.sees("second");
  await one.until(async () => (await one.outgoing("").count()) === 0, "the outbox to be empty");
  expect(refusals).toBeGreaterThan(3);
  expect(await one.contents()).toEqual(["first", "second"]);
  expect(await other.contents()).toEqual(["first", "second"]);
});

test("whoever was cut off is told, and catches up without a hole when back", async () => {
  const [one, other] = await twoInARoom("Cut off");
  await one.write("before");
  await other.sees("before");
  await other.context.setOffline(true);
  await other.page.getByText("You are offline.").waitFor();
  for (const text of ["while away 1", "while away 2", "while away 3"]) await one.write(text);
  await one.sees("while away 3");
  await one.act("before", "Delete");
  await one.page.locator(".deleted").waitFor();

  await other.context.setOffline(false);
  await other.sees("while away 3");
  await other.page.getByText("You are offline.").waitFor({ state: "detached" });
  expect(await other.contents()).toEqual(["Message deleted", "while away 1", "while away 2", "while away 3"]);
});

test("an edit and a deletion reach everyone in place", async () => {
  const [one, other] = await twoInARoom("Second thoughts");
  for (const text of ["helo", "secret", "last"]) await one.write(text);
  await one.sees("last");
  await one.composer.press("ArrowUp");
  await one.page.getByLabel("Edit message").fill("last of all");
  await one.page.getByLabel("Edit message").press("Enter");
  await other.sees("last of all");
  await one.stored("helo").hover();
  await one.stored("helo").getByRole("button", { name: "Edit" }).click();
  await one.page.getByLabel("Edit message").fill("hello");
  await one.page.getByRole("button", { name: "Save" }).click();
  await other.sees("hello");
  await one.act("secret", "Delete");
  await other.page.locator(".deleted").waitFor();
  const expected = ["hello edited", "Message deleted", "last of all edited"];
  expect(await other.contents()).toEqual(expected);
  await one.until(
    async () => (await one.contents()).join() === expected.join(),
    "the sender to see the same",
  );
});

test("a room that one is not looking at counts what is unread, and forgets it when it is read", async () => {
  const [one, other] = await twoInARoom("Busy");
  await other.createRoom("Elsewhere");
  const link = other.roomLink("Busy");
  await one.write("one");
  await one.write("two");
  await link.filter({ hasText: "2 unread" }).waitFor();
  await other.until(async () => (await other.page.title()).startsWith("• "), "the title to tell");

  await link.click();
  await other.page.getByRole("heading", { name: "Busy", level: 1 }).waitFor();
  await other.page.locator(".new-line").waitFor();
  await other.until(async () => !(await other.page.title()).startsWith("•"), "the title to forget");
  await other.until(async () => {
    await other.page.reload();
    return (await other.page.locator(".new-line").count()) === 0;
  }, "the server to know that it was read");
});

test("a direct message opens a room on the other side, with presence", async () => {
  const one = await stage.newcomer({ username: "barbara", displayName: "Barbara Liskov" });
  const other = await stage.newcomer({ username: "radia", displayName: "Radia Perlman" });
  await Promise.all([one.live(), other.live()]);
  await one.page.goto("/people?query=Radia");
  await one.page.getByRole("button", { name: "Message Radia Perlman" }).click();
  await one.page.getByRole("heading", { name: "Radia Perlman", level: 1 }).waitFor();
  await one.write("psst");
  const link = other.roomLink("Barbara Liskov");
  await link.filter({ hasText: "1 unread" }).waitFor();
  await link.locator("[data-online]").waitFor();
  await one.context.close();
  await link.locator(".presence:not([data-online])").waitFor({ state: "attached" });
});

test("a session whose access token has run out renews itself, and one that was ended leads to the door", async () => {
  const [one, other] = await twoInARoom("Long day");
  await one.context.clearCookies({ name: "wisp-access" });
  await one.write("still here");
  await other.sees("still here");

  await other.context.clearCookies({ name: "wisp-access" });
  await other.context.setOffline(true);
  await one.write("after a nap");
  await other.context.setOffline(false);
  await other.sees("after a nap");

  const elsewhere = await other.context.newPage();
  await elsewhere.goto("/home");
  await elsewhere.getByRole("button", { name: "Sign out" }).click();
  await other.page.getByRole("heading", { name: "Sign in" }).waitFor();
});

test("a node that restarts is waited for, and nothing is lost on the way", async () => {
  const [one, other] = await twoInARoom("Restarting");
  await one.write("before the restart");
  await other.sees("before the restart");
  await stage.node.kill();
  await other.page.getByText("Reconnecting…").waitFor();
  await one.write("while it was down");
  await one.outgoing("while it was down").getByText("Waiting for the connection").waitFor();
  await stage.node.start();
  await Promise.all([one.live(), other.live()]);
  await other.sees("while it was down");
  await one.until(async () => (await one.outgoing("").count()) === 0, "the outbox to be empty");
  expect(await other.contents()).toEqual(["before the restart", "while it was down"]);
  expect(await one.contents()).toEqual(["before the restart", "while it was down"]);
});

test("an invitation brings a room, and being removed from it takes it away, without a reload", async () => {
  const one = await stage.newcomer(ada);
  await one.page.goto("/rooms/new");
  await one.page.getByLabel("Name").fill("Back room");
  await one.page.getByLabel(/Closed/).check();
  await one.page.getByRole("button", { name: "Create room" }).click();
  await one.page.getByRole("heading", { name: "Back room", level: 1 }).waitFor();
  const membersPage = `/rooms/${one.roomId()}/members`;
  const person = stage.unique({ username: "dorothy", displayName: "Dorothy Vaughan" });
  const other = await stage.visitor();
  await other.signUp(person);
  await other.live();

  await one.page.goto(`${membersPage}?query=${person.username}`);
  await one.page.getByRole("button", { name: "Invite Dorothy Vaughan" }).click();
  await other.page.getByRole("navigation").getByRole("link", { name: "Back room" }).click();
  await other.write("Thank you for having me");
  await other.sees("Thank you for having me");
  await one.page.goto(membersPage);
  await one.page.getByLabel("Manage Dorothy Vaughan").click();
  await one.page.getByRole("button", { name: "Remove from the room" }).click();
  await other.page.waitForURL("**/home");
  expect(await other.page.getByRole("link", { name: "Back room" }).count()).toBe(0);
});

test("what comes while the tab is hidden waits below a line, and is told of in the title until it is looked at", async () => {
  const [one, other] = await twoInARoom("Hidden");
  await one.write("seen");
  await other.sees("seen");
  const look = (state: "hidden" | "visible") =>
    other.page.evaluate(
      `Object.defineProperty(document, "visibilityState", { value: "${state}", configurable: true });
       document.dispatchEvent(new Event("visibilitychange"))`,
    );
  await look("hidden");
  await one.write("unseen 1");
  await one.write("unseen 2");
  await other.sees("unseen 2");
  await other.until(async () => (await other.page.title()).startsWith("• "), "the title to tell");
  expect(await other.page.locator(".new-line + .message").textContent()).toContain("unseen 1");
  await look("visible");
  await other.until(async () => !(await other.page.title()).startsWith("•"), "the title to forget");
});
