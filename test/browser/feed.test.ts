/** The list of messages as it is walked, heard and used: by keyboard, by screen reader, by finger, in another language. */
import { expect, test } from "bun:test";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();

async function inARoom(name: string, contents: string[], options = {}): Promise<[Visitor, string]> {
  const one = await stage.newcomer(ada, options);
  const roomId = await one.createRoom(name);
  await one.store(roomId, contents);
  await one.page.reload();
  await one.sees(contents.at(-1) ?? "");
  await one.live();
  return [one, roomId];
}

const focused = ({ page }: Visitor) =>
  page.evaluate<string>(
    "document.activeElement.querySelector('.message-content')?.textContent ?? document.activeElement.id",
  );

test("the list is one stop of the Tab key, and is walked by arrows and letters", async () => {
  const [one] = await inARoom("Walking", ["first", "second https://example.org/", "third"]);
  const { keyboard } = one.page;
  await one.composer.focus();
  await keyboard.press("Shift+Tab");
  // The newest message's own link comes before the message itself, from below.
  await one.until(async () => {
    if ((await focused(one)) === "third") return true;
    await keyboard.press("Shift+Tab");
    return false;
  }, "the newest message to have the focus");
  expect(await one.stored("third").getAttribute("aria-label")).toMatch(/^Ada Lovelace, \d+:\d\d [AP]M$/);
  expect(await one.stored("third").getAttribute("aria-posinset")).toBe("3");
  for (const [key, content] of [
    ["ArrowUp", "second https://example.org/"],
    ["k", "first"],
    ["End", "third"],
    ["Home", "first"],
    ["j", "second https://example.org/"],
  ] as const) {
    await keyboard.press(key);
    expect([key, await focused(one)]).toEqual([key, content]);
  }
  expect(await one.page.locator("#messages .message[tabindex='0']").count()).toBe(1);
  expect(
    await one.page.locator("#messages .message:not([tabindex='0']) a:not([tabindex='-1'])").count(),
  ).toBe(0);

  await keyboard.press("e");
  await one.page.getByLabel("Edit message").fill("changed");
  await keyboard.press("Enter");
  await one.sees("changed edited");
  await one.until(
    async () => (await focused(one)).startsWith("changed"),
    "the message to have the focus again",
  );
  await keyboard.press("Enter");
  expect(await one.page.evaluate("document.activeElement.closest('[role=toolbar]') !== null")).toBe(true);
  await keyboard.press("Escape");
  await keyboard.press("Delete");
  await one.sees("Message deleted");
  await one.stored("third").focus();
  await keyboard.press("Escape");
  expect(await focused(one)).toBe("composer-content");
});

test("a message's text and link are copied, and only its sender, or a moderator, is offered more", async () => {
  const [one, roomId] = await inARoom("Copying", ["mine"], {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const other = await stage.newcomer(grace);
  await other.joinRoom("Copying");
  await other.write("theirs");
  await one.sees("theirs");
  const clipboard = () => one.page.evaluate<string>("navigator.clipboard.readText()");
  await one.stored("mine").hover();
  const menu = one.page.getByRole("dialog", { name: "Message actions" });
  await one.page.getByRole("button", { name: "Message actions" }).click();
  await menu.getByRole("button", { name: "Delete" }).waitFor();
  await menu.getByRole("button", { name: "Copy text" }).click();
  await one.page.getByText("Copied", { exact: true }).first().waitFor();
  expect(await clipboard()).toBe("mine");
  const othersMenu = other.page.getByRole("dialog", { name: "Message actions" });
  await other.stored("mine").hover();
  await other.page.getByRole("button", { name: "Message actions" }).click();
  await othersMenu.getByRole("button", { name: "Copy link" }).waitFor();
  expect(await othersMenu.getByRole("button").allInnerTexts()).not.toContain("Delete");
  await one.stored("theirs").hover();
  await one.page.getByRole("button", { name: "Message actions" }).click();
  await menu.getByRole("button", { name: "Delete" }).waitFor();
  await menu.getByRole("button", { name: "Copy link" }).click();
  await one.until(
    async () => (await clipboard()).includes(`/rooms/${roomId}?at=2#message-`),
    "the link to be copied",
  );
});

test("others' messages are heard together, and one's own and those of old are not", async () => {
  const [one, roomId] = await inARoom("Hearing", ["of old"]);
  const other = await stage.newcomer(grace);
  await other.joinRoom("Hearing");
  const heard = () => one.page.locator("#heard").textContent();
  expect(await heard()).toBe("");
  await one.write("my own");
  await one.sees("my own");
  await other.write("hello there");
  await one.until(async () => (await heard()) === "Grace Hopper: hello there", "the message to be heard");
  await other.store(roomId, ["one", "two", "three"]);
  await one.until(
    async () => (await heard()) === "3 new messages from Grace Hopper",
    "the three to be heard",
  );
});

test("a finger that rests on a message opens what can be done with it", async () => {
  const [one] = await inARoom("Touching", ["press me"], {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const box = await one.stored("press me").locator(".message-content").boundingBox();
  const touch = await one.context.newCDPSession(one.page);
  const touchPoints = [{ x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 8 }];
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  const sheet = one.page.getByRole("dialog", { name: "Message actions" });
  await sheet.waitFor();
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await sheet.getByRole("button", { name: "Edit" }).tap();
  await one.page.getByLabel("Edit message").fill("pressed");
  await one.page.getByRole("button", { name: "Save" }).tap();
  await one.sees("pressed edited");
});

test("times and words are the reader's, and what comes live looks as the page draws it", async () => {
  const options = { locale: "de-DE", timezoneId: "Asia/Tokyo" };
  const one = await stage.visitor(options);
  const person = stage.unique(ada);
  await one.page.goto("/sign-up");
  for (const [id, value] of Object.entries({
    displayName: person.displayName,
    username: person.username,
    email: `${person.username}@example.org`,
    password: "correct horse battery",
  }))
    await one.page.locator(`#${id}`).fill(value);
  await one.page.locator("form.stack button[type=submit], main button[type=submit]").first().click();
  await one.page.waitForURL((url) => url.pathname !== "/sign-up");
  const other = await stage.newcomer(grace);
  const roomId = await other.createRoom("Uhren");
  await one.page.goto("/rooms");
  await one.page.locator(`form[action="/rooms/${roomId}/join"] button`).click();
  await one.page.getByRole("heading", { name: "Uhren", level: 1 }).waitFor();
  await one.live();
  await other.store(roomId, ["hallo"]);
  await one.sees("hallo");
  const looks = () =>
    one.page.evaluate<string[]>(
      "[...document.querySelectorAll('#messages time')].map((time) => time.textContent)",
    );
  const live = await looks();
  const clock = new Intl.DateTimeFormat("de", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Tokyo" });
  const sent = await one.page.locator("#messages .message").getAttribute("data-created-at");
  expect(live).toEqual(["Heute", clock.format(Date.parse(sent ?? ""))]);
  await one.page.reload();
  await one.sees("hallo");
  expect(await looks()).toEqual(live);
});
