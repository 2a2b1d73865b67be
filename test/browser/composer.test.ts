import { expect, test } from "bun:test";
import type { BrowserContextOptions } from "playwright-core";
import { hold } from "./held.ts";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();

const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
};

async function inARoom(name: string, options?: BrowserContextOptions): Promise<Visitor> {
  const visitor = await stage.newcomer(ada, options);
  await visitor.createRoom(name);
  await visitor.live();
  return visitor;
}

/** Another browser with the same person's cookies. */
async function secondDevice(visitor: Visitor, options: BrowserContextOptions = {}): Promise<Visitor> {
  const storageState = { cookies: await visitor.context.cookies(), origins: [] };
  const other = await stage.visitor({ ...options, storageState });
  await other.page.goto(visitor.page.url());
  await other.live();
  return other;
}

/** A file that is larger than what the server takes, dropped on the room. */
const drop = `{
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(["x".repeat(5_000_000)], "large.bin"));
  for (const type of ["dragover", "drop"])
    document.querySelector("main").dispatchEvent(
      new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
}`;

const text = (visitor: Visitor) => visitor.composer.inputValue();
const tool = (visitor: Visitor, name: string) => visitor.page.getByRole("button", { name, exact: true });
const completion = (visitor: Visitor) => visitor.page.getByRole("listbox", { name: "Suggestions" });

test("keys and buttons write Markdown, and undo takes it back", async () => {
  const one = await inARoom("Formatting");
  await one.composer.fill("make it bold");
  for (const _ of "bold") await one.composer.press("Shift+ArrowLeft");
  await one.composer.press("Control+b");
  expect(await text(one)).toBe("make it **bold**");
  await one.composer.press("Control+z");
  expect(await text(one)).toBe("make it bold");

  await one.composer.fill("tea");
  await one.composer.press("Control+a");
  await tool(one, "Bulleted list").click();
  await one.composer.press("Shift+Enter");
  await one.page.keyboard.type("milk");
  await one.composer.press("Shift+Enter");
  await one.composer.press("Shift+Enter");
  expect(await text(one)).toBe("- tea\n- milk\n");
  expect(await one.page.locator(".message").count()).toBe(0);
});

test("the eye shows a message as the room will, and goes back to writing it", async () => {
  const one = await inARoom("Preview");
  await one.composer.fill("make it **bold**");
  await tool(one, "Preview").click();
  const shown = one.page.getByRole("region", { name: "Preview" });
  expect(await shown.locator("strong").textContent()).toBe("bold");
  await one.composer.waitFor({ state: "hidden" });
  await tool(one, "Preview").click();
  await one.composer.waitFor();
  await one.until(
    () => one.page.evaluate("document.activeElement.matches('textarea')"),
    "the field to have the focus",
  );
  expect(await text(one)).toBe("make it **bold**");
});

test("what cannot be fetched when it is first asked for is said, and is there once it can", async () => {
  const one = await inARoom("Fetching", { serviceWorkers: "block" });
  await one.composer.fill("make it **bold**");
  await one.page.route("**/lazy/preview.*", (route) => route.abort());
  await tool(one, "Preview").click();
  await one.page.getByText("That could not be loaded.").waitFor();
  await one.page.unroute("**/lazy/preview.*");
  await tool(one, "Preview").click();
  await one.page.getByRole("region", { name: "Preview" }).waitFor();
});

test("an address that is pasted over words makes a link of them", async () => {
  const one = await inARoom("Links");
  await one.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await one.page.evaluate("navigator.clipboard.writeText('https://wisp.example/tea')");
  await one.composer.fill("this tea");
  await one.composer.press("Control+a");
  await one.composer.press("Control+v");
  expect(await text(one)).toBe("[this tea](https://wisp.example/tea)");
});

test("the field grows with its text, and Enter in open code is a line", async () => {
  const one = await inARoom("Growing");
  const low = (await one.composer.boundingBox())?.height ?? 0;
  await one.composer.fill("```");
  for (const line of ["one", "two", "three"]) {
    await one.composer.press("Enter");
    await one.page.keyboard.type(line);
  }
  expect(await text(one)).toBe("```\none\ntwo\nthree");
  expect((await one.composer.boundingBox())?.height ?? 0).toBeGreaterThan(low + 40);
});

test("the composer does not move when the script takes it over", async () => {
  const one = await inARoom("Steady");
  await one.page.addInitScript(`
    globalThis.shifted = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (shifted += value)))
      .observe({ type: "layout-shift", buffered: true });`);
  await one.composer.fill("two lines\nof a draft");
  await one.page.waitForResponse((response) => response.url().endsWith("/draft"));
  await one.page.reload();
  await one.live();
  expect(await text(one)).toBe("two lines\nof a draft");
  expect(await one.page.evaluate("shifted")).toBe(0);
});

test("the limit is told when it is near, and kept", async () => {
  const one = await inARoom("Long");
  await one.composer.fill("🍵".repeat(4990));
  await one.page.getByText("10 characters left").waitFor();
  await one.composer.fill("x".repeat(5003));
  await one.page.getByRole("alert").filter({ hasText: "3 characters too many" }).waitFor();
  await one.composer.press("Enter");
  expect((await text(one)).length).toBe(5003);
});

test("people, rooms and emoji are completed by the keyboard alone", async () => {
  const one = await inARoom("Completion");
  await one.composer.pressSequentially("Hi @ad");
  const option = completion(one).getByRole("option", { name: /Ada Lovelace/ });
  await option.first().waitFor();
  const active = await one.composer.getAttribute("aria-activedescendant");
  expect(await one.page.locator(`#${active}`).getAttribute("aria-selected")).toBe("true");
  await one.composer.press("Tab");
  expect(await text(one)).toMatch(/^Hi @ada\d+ $/);

  await one.composer.fill("");
  await one.composer.pressSequentially("see #Compl");
  await completion(one).getByRole("option", { name: "Completion" }).waitFor();
  await one.composer.press("Enter");
  expect(await text(one)).toMatch(/^see \[#Completion\]\(\/rooms\/[\w-]+\) $/);

  await one.composer.fill("");
  await one.composer.pressSequentially("a :teac");
  await completion(one).getByRole("option").first().waitFor();
  await one.composer.press("Escape");
  await completion(one).waitFor({ state: "detached" });
  await one.composer.pressSequentially("u");
  await completion(one).getByRole("option").first().waitFor();
  await one.composer.press("Enter");
  expect(await text(one)).toBe("a 🍵 ");
  await one.composer.pressSequentially("and :coffee:");
  await one.composer.press("Enter");
  await one.sees("a 🍵 and ☕");
});

test("on a phone a touch completes, and Enter is a line", async () => {
  const one = await inARoom("On the road", phone);
  await one.composer.tap();
  await one.page.keyboard.type("one");
  await one.composer.press("Enter");
  await one.page.keyboard.type("@ada");
  await completion(one).getByRole("option").first().tap();
  expect(await text(one)).toMatch(/^one\n@ada\d+ $/);
  await tool(one, "Send").tap();
  await one.sees("one");
});

test("the emoji picker is searched, walked through, and remembers", async () => {
  const one = await inARoom("Emoji");
  await tool(one, "Emoji").click();
  const picker = one.page.getByRole("dialog", { name: "Emoji" });
  await picker.getByRole("button", { name: "grinning face", exact: true }).waitFor();
  await one.page.keyboard.type("teacup");
  await picker.getByRole("button", { name: /teacup/ }).waitFor();
  await one.page.keyboard.press("Enter");
  expect(await text(one)).toBe("🍵");

  await tool(one, "Emoji").click();
  await picker
    .getByRole("region", { name: "Recent" })
    .getByRole("button", { name: /teacup/ })
    .waitFor();
  await one.page.keyboard.press("ArrowDown");
  await one.page.keyboard.press("ArrowDown");
  await one.page.keyboard.press("ArrowRight");
  await one.page.keyboard.press("Enter");
  expect(await text(one)).toBe("🍵😃");
  expect(await one.page.locator("#composer-content:focus").count()).toBe(1);

  await tool(one, "Emoji").click();
  await picker.getByLabel("Skin tone").selectOption("3");
  await one.page.getByLabel("Search emoji").fill("thumbs up");
  await picker.getByRole("button", { name: "thumbs up" }).click();
  expect(await text(one)).toBe("🍵😃👍🏽");
});

test("files are shown with what becomes of them, and the text stays", async () => {
  const one = await inARoom("Files");
  await one.composer.fill("Look at this");
  const [chooser] = await Promise.all([one.page.waitForEvent("filechooser"), tool(one, "Add files").click()]);
  await chooser.setFiles({ name: "tea.png", mimeType: "image/png", buffer: Buffer.from("tea") });
  await one.page.getByRole("alert").filter({ hasText: "Files cannot be kept here yet." }).waitFor();
  await tool(one, "Try tea.png again").click();
  await one.page.getByRole("alert").filter({ hasText: "Files cannot be kept here yet." }).waitFor();
  await one.page.evaluate(drop);
  await one.page.getByText("Larger than 4.2 MB.").waitFor();
  await tool(one, "Remove large.bin").click();
  await tool(one, "Remove tea.png").click();
  expect(await one.page.locator(".attachment").count()).toBe(0);
  expect(await text(one)).toBe("Look at this");
});

test("a draft waits on the other device, follows it, and is gone when it is sent", async () => {
  const desk = await inARoom("Drafts");
  const pocket = await secondDevice(desk, phone);
  await desk.composer.pressSequentially("On second th");
  await pocket.until(async () => (await text(pocket)) === "On second th", "the draft on the phone");
  await pocket.composer.fill("On second thought");
  await desk.until(async () => (await text(desk)) === "On second thought", "the draft on the desk");

  await desk.page.goto("/home");
  await desk.page.locator(".draft-mark").waitFor();
  await desk.page.goBack();
  await desk.until(async () => (await text(desk)) === "On second thought", "the draft after a way round");
  await desk.composer.press("Enter");
  await desk.sees("On second thought");
  await pocket.until(async () => (await text(pocket)) === "", "the phone to forget");
  await pocket.page.reload();
  await pocket.live();
  expect(await text(pocket)).toBe("");
});

test("what one goes on writing stands, also where the drafts of before are told late", async () => {
  const one = await inARoom("Late drafts");
  const saved = () => one.page.waitForResponse((response) => response.url().endsWith("/draft"));
  const first = saved();
  await one.composer.fill("Begun");
  await first;
  const drafts = await hold(one, "**/api/drafts");
  await one.page.reload();
  await drafts.drawn;
  const second = saved();
  await one.composer.fill("Begun and gone on");
  await second;
  await drafts.release();
  expect(await text(one)).toBe("Begun and gone on");
});

test("what is written offline waits, outlives the tab, and goes out in order, once", async () => {
  const one = await inARoom("Offline");
  const other = await stage.newcomer(grace);
  await other.joinRoom("Offline");
  await other.live();
  await one.page.route("**/api/rooms/*/messages", (route) => route.abort());
  for (const content of ["first", "second", "third"]) await one.write(content);
  await one.outgoing("first").getByText("Waiting for the connection").waitFor();
  expect(await one.page.getByRole("button", { name: "Retry" }).count()).toBe(0);
  await one.outgoing("second").getByRole("button", { name: "Discard" }).click();

  const url = one.page.url();
  const [left, right] = [await one.context.newPage(), await one.context.newPage()];
  await one.page.close();
  await Promise.all([left.goto(url), right.goto(url)]);
  await other.sees("third");
  for (const page of [left, right]) {
    await page.locator("#messages .message", { hasText: "third" }).waitFor();
    await page.locator("[data-outgoing]").first().waitFor({ state: "detached" });
  }
  expect(await other.contents()).toEqual(["first", "third"]);
});

test("whoever signs out leaves nothing behind in the browser", async () => {
  const one = await inARoom("Leaving");
  await one.page.route("**/api/rooms/*/{messages,draft}", (route) => route.abort());
  await one.write("never sent");
  await one.outgoing("never sent").waitFor();
  await one.page.getByRole("button", { name: "Sign out" }).click();
  await one.page.waitForURL("**/sign-in**");
  expect(await one.page.evaluate("JSON.stringify(Object.keys(localStorage))")).not.toContain("outbox");
});
