import { expect, test } from "bun:test";
import { findings } from "./axe.ts";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();

const field = ({ page }: Visitor) =>
  page.getByRole("combobox", { name: "Rooms, people, messages and commands" });
const options = ({ page }: Visitor) => page.locator("#palette-list").getByRole("option");
const heading = ({ page }: Visitor, name: string) => page.getByRole("heading", { name, level: 1 }).waitFor();
const unique = (name: string) => `${name} ${crypto.randomUUID().slice(0, 8)}`;

/** Somebody with rooms of these names, in the last of them, on a page that would lose this mark if it were reloaded. */
async function withRooms(...names: string[]): Promise<[Visitor, string[]]> {
  const one = await stage.newcomer(ada);
  const ids = [];
  for (const name of names) ids.push(await one.createRoom(name));
  await one.live();
  await one.page.evaluate("globalThis.sameDocument = true");
  return [one, ids];
}

const notReloaded = async ({ page }: Visitor) =>
  expect(await page.evaluate("globalThis.sameDocument")).toBe(true);

async function ask(visitor: Visitor, text: string): Promise<void> {
  await visitor.page.keyboard.press("Control+K");
  await field(visitor).fill(text);
}

test("a few letters and Enter lead to a room, without a reload, and Escape leads back to the composer", async () => {
  const [garden, workshop] = [unique("Garden"), unique("Workshop")];
  const [one] = await withRooms(garden, workshop);
  await one.composer.focus();
  await ask(one, "gard");
  await options(one).filter({ hasText: garden }).waitFor();
  expect(await options(one).first().locator("mark").allTextContents()).toEqual([..."Gard"]);
  await field(one).press("Enter");
  await heading(one, garden);
  await notReloaded(one);

  await ask(one, "");
  expect(await options(one).first().textContent()).toContain(workshop);
  await field(one).press("Escape");
  await field(one).waitFor({ state: "detached" });
  await one.page.locator("#composer-content:focus").waitFor();
});

test("a person is found by name and written to, also from the button of the header", async () => {
  const name = `Margaret ${crypto.randomUUID().slice(0, 6)}`;
  await stage.newcomer({ username: "margaret", displayName: name });
  const [one] = await withRooms(unique("Somewhere"));
  await one.page.evaluate(`document.dispatchEvent(new CustomEvent("wisp:palette"))`);
  await field(one).fill(`@${name}`);
  await options(one).filter({ hasText: name }).waitFor();
  await field(one).press("Enter");
  await heading(one, name);
  await notReloaded(one);
});

test("open rooms that one is not in are offered, and kinds can be asked for alone", async () => {
  const name = unique("Observatory");
  const other = await stage.newcomer(grace);
  await other.createRoom(name);
  const [one] = await withRooms(unique("Home"));
  await ask(one, `#${name}`);
  await options(one).filter({ hasText: "Open room" }).waitFor();
  await field(one).fill(">");
  await one.until(
    async () => (await options(one).filter({ hasText: "Sign out" }).count()) === 1,
    "the commands",
  );
  expect(await options(one).filter({ hasText: name }).count()).toBe(0);
  await field(one).fill(">nothing is called so");
  await one.page.getByText("Nothing found.").waitFor();
  await field(one).fill(">sign out");
  await field(one).press("Enter");
  await one.page.waitForURL((url) => url.pathname === "/sign-in");
});

test("keys lead through the rooms, and letters do nothing where one writes, nor where they are not wanted", async () => {
  const [first, second] = [unique("Aft"), unique("Bow")];
  const [one] = await withRooms(first, second);
  await one.composer.focus();
  await one.page.keyboard.press("Alt+ArrowUp");
  await heading(one, first);
  await one.page.keyboard.press("Alt+ArrowDown");
  await heading(one, second);
  await one.composer.pressSequentially("nu?/");
  expect(await one.composer.inputValue()).toBe("nu?/");
  expect(await one.page.locator("dialog").count()).toBe(0);

  await one.page.locator("#main").focus();
  await one.page.keyboard.press("?");
  const map = one.page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await map.getByText("Next unread room").waitFor();
  await map.getByLabel("Use keys of a single letter").uncheck();
  await one.page.keyboard.press("Escape");
  await map.waitFor({ state: "detached" });
  await one.page.keyboard.press("?");
  await one.page.keyboard.press("Control+/");
  await map.waitFor();
  await one.until(async () => {
    await one.page.reload();
    return (await one.page.locator("html").getAttribute("data-single-keys")) === "off";
  }, "the server to remember it");
});

test("what is unread is read in one place, by the next key, and all at once", async () => {
  const names = [unique("North"), unique("South"), unique("West")];
  const other = await stage.newcomer(grace);
  const ids = [];
  for (const name of names) ids.push(await other.createRoom(name));
  const one = await stage.newcomer(ada);
  for (const name of names) await one.joinRoom(name);
  await one.live();
  for (const id of ids.slice(0, 2)) await other.store(id, ["something new", "and more"]);
  const counts = one.page.locator(".room-link[data-unread] > .badge .badge-count");
  await one.until(async () => (await counts.allTextContents()).join() === "2,2", "both rooms to be unread");

  await one.page.locator("#main").focus();
  await one.page.keyboard.press("u");
  await one.roomLink("West").waitFor();
  await one.page.keyboard.press("n");
  await heading(one, names[0] ?? "");
  await one.roomLink("West").waitFor({ state: "hidden" });
  await one.page.keyboard.press("Alt+Shift+N");
  await heading(one, names[1] ?? "");

  await other.store(ids[0] ?? "", ["third"]);
  await other.store(ids[2] ?? "", ["a word", "two words"]);
  await one.page.goto("/unread");
  await one.page.getByText("two words").waitFor();
  expect(await findings(one.page)).toEqual([]);
  await one.page.getByRole("button", { name: `Mark as read ${names[2]}` }).click();
  await one.page.getByText("two words").waitFor({ state: "detached" });
  await one.page.getByText("third").waitFor();
  await one.page.getByRole("button", { name: "Mark all as read" }).click();
  await one.page.getByText("You have read everything.").waitFor();
  await one.page.locator(".room-link[data-unread]").waitFor({ state: "detached" });
});

test("where the browser would install the app, the palette offers it", async () => {
  const [one] = await withRooms(unique("Dock"));
  await ask(one, ">install");
  await one.page.getByText("Nothing found.").waitFor();
  await one.page.keyboard.press("Escape");
  await one.page
    .evaluate(`dispatchEvent(Object.assign(new Event("beforeinstallprompt", { cancelable: true }), {
    prompt: async () => { globalThis.prompted = true; },
  }))`);
  await ask(one, ">install");
  await options(one).filter({ hasText: "Install the app" }).waitFor();
  await field(one).press("Enter");
  await one.until(() => one.page.evaluate("globalThis.prompted === true"), "the browser to be asked");
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing in the palette nor in the keyboard map, ${colorScheme}`, async () => {
    const one = await stage.newcomer(ada, { colorScheme });
    await one.createRoom(unique("Palette"));
    await one.live();
    await ask(one, "p");
    await options(one).first().waitFor();
    expect(await findings(one.page)).toEqual([]);
    await one.page.keyboard.press("Escape");
    await one.page.keyboard.press("Control+/");
    await one.page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    expect(await findings(one.page)).toEqual([]);
  });

test("without a script what is unread is listed, ticked off, and the sidebar shows it alone", async () => {
  const name = unique("Plain");
  const other = await stage.newcomer(grace);
  const id = await other.createRoom(name);
  const one = await stage.visitor({ javaScriptEnabled: false });
  await one.signUp(stage.unique(ada));
  await one.joinRoom(name);
  await other.store(id, ["read me"]);
  await one.page.goto("/unread");
  await one.page.getByText("read me", { exact: true }).waitFor();
  await one.page.getByRole("button", { name: "Show only unread rooms" }).click();
  await one.page.locator("#sidebar[data-unread-only]").waitFor();
  await one.page.getByRole("button", { name: `Mark as read ${name}` }).click();
  await one.page.getByText("You have read everything.").waitFor();
});
