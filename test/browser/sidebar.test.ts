import { expect, test } from "bun:test";
import { holdSidebar } from "./held.ts";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();

const titles = ({ page }: Visitor, section: string) =>
  page.locator(`[data-section="${section}"] .room-title`).allTextContents();

test("rooms are starred and put in order by keys and by hand, here and on one's other devices", async () => {
  const one = await stage.withRooms(["Attic", "Barn", "Cellar"]);
  const elsewhere = await one.tab("/home");
  await one.page.bringToFront();
  const there = () => elsewhere.locator("[data-section=rooms] .room-title").allTextContents();

  await one.roomLink("Cellar").focus();
  await one.page.keyboard.press("Alt+Shift+ArrowUp");
  await one.page.getByText("Cellar, 2 of 3").waitFor({ state: "attached" });
  expect(await titles(one, "rooms")).toEqual(["Attic", "Cellar", "Barn"]);
  await one.until(async () => (await there()).join() === "Attic,Cellar,Barn", "the other device to follow");

  await one.roomLink("Barn").dragTo(one.roomLink("Attic"), { targetPosition: { x: 40, y: 4 } });
  await one.until(async () => (await titles(one, "rooms"))[0] === "Barn", "the dragged room to stand first");
  await one.until(async () => (await there()).join() === "Barn,Attic,Cellar", "the other device to follow");

  await one.page
    .getByRole("banner")
    .or(one.page.locator("#room-header"))
    .getByRole("button", { name: "Star" })
    .click();
  await one.until(async () => (await titles(one, "starred")).join() === "Cellar", "the star to be kept");
  await one.page.locator("#room-header").getByRole("button", { name: "Remove star" }).click();
  await one.page.locator("[data-section=starred]").waitFor({ state: "detached" });
});

/** Opens the direct room of two people, and says something in it. */
async function writesTo(from: Visitor, to: Visitor, text: string): Promise<void> {
  const me = (await (await to.context.request.get("/api/users/me")).json()) as { id: string };
  const { origin } = new URL(from.page.url());
  const room = await from.context.request.post("/api/direct-messages", {
    data: { userIds: [me.id] },
    headers: { origin },
  });
  await from.store(((await room.json()) as { id: string }).id, [text]);
}

test("a direct conversation moves up when something is said in it, but not under the pointer", async () => {
  const one = await stage.newcomer(ada);
  const [first, second] = [
    await stage.newcomer({ username: "first", displayName: "First" }),
    await stage.newcomer({ username: "second", displayName: "Second" }),
  ];
  const order = async (names: string, reason: string) =>
    one.until(async () => (await titles(one, "direct")).join() === names, reason);
  await writesTo(first, one, "hello");
  await writesTo(second, one, "hello");
  await one.page.goto("/home");
  await one.live();
  await order("Second,First", "both conversations");
  await writesTo(first, one, "again");
  await order("First,Second", "the one that moved last to stand first");

  await one.roomLink("Second").hover();
  await writesTo(second, one, "again");
  await one.roomLink("Second").getByText("2", { exact: true }).waitFor();
  expect(await titles(one, "direct")).toEqual(["First", "Second"]);
  await one.page.locator("#main").hover();
  await order("Second,First", "the pointer to be out of the way");
});

test("a folded section stays folded, and still tells of what waits in it", async () => {
  const one = await stage.withRooms(["Folded"]);
  const stored = one.page.waitForResponse((response) => response.url().endsWith("/preferences"));
  await one.page.locator("[data-section=rooms] summary").click();
  await stored;
  await one.page.reload();
  await one.live();
  expect(await one.roomLink("Folded").isVisible()).toBe(false);
});

/** A sidebar that has been drawn, and is on its way until it is released. */
async function sidebarOnItsWay(to: Visitor) {
  const sidebar = await holdSidebar(to, (markup) => markup.includes("Newcomer"));
  const headers = { origin: new URL(to.page.url()).origin };
  const made = await to.context.request.post("/api/rooms", { data: { name: "Newcomer" }, headers });
  expect(made.status()).toBe(201);
  await sidebar.drawn;
  return sidebar;
}

test("how one wants the sidebar holds against one that was on its way before", async () => {
  const one = await stage.withRooms(["Stale"]);
  const sidebar = await sidebarOnItsWay(one);
  const stored = [];
  for (const own of ["unreadOnly", "foldedSections"])
    stored.push(
      one.page.waitForResponse(
        (response) =>
          response.request().method() === "PATCH" && !!response.request().postData()?.includes(own),
      ),
    );
  await one.page.locator(".unread-only").click();
  await one.page.locator("[data-section=rooms] summary").click();
  await Promise.all(stored);
  await sidebar.release();
  const asWanted = async () => {
    await one.page.locator("#sidebar[data-unread-only] [data-section=rooms]:not([open])").waitFor();
    await one.page.locator(".unread-only[aria-pressed=true]").waitFor();
  };
  await asWanted();
  await one.page.reload();
  await asWanted();
});

test("an order that was just made is kept, also where an older sidebar comes before it was stored", async () => {
  const one = await stage.withRooms(["Attic", "Barn"]);
  const sidebar = await sidebarOnItsWay(one);
  const stored = one.page.waitForResponse((response) => response.url().endsWith("/api/rooms/order"));
  await one.roomLink("Barn").focus();
  await one.page.keyboard.press("Alt+Shift+ArrowUp");
  await one.page.getByText("Barn, 1 of 2").waitFor({ state: "attached" });
  await sidebar.release();
  expect((await stored).status()).toBe(204);
  await one.page.reload();
  expect((await titles(one, "rooms")).slice(0, 2)).toEqual(["Barn", "Attic"]);
});

test("who has gone is not brought back by a sidebar that was on its way before", async () => {
  const one = await stage.newcomer(ada);
  const other = await stage.newcomer(grace);
  await writesTo(one, other, "are you there?");
  await Promise.all([one.live(), other.live()]);
  const dot = (state: string) => one.roomLink(grace.displayName).locator(`.presence${state}`);
  await dot("[data-online]").waitFor();
  const sidebar = await sidebarOnItsWay(one);
  await other.context.close();
  await dot(":not([data-online])").waitFor({ state: "attached" });
  await sidebar.release();
  expect(await dot("[data-online]").count()).toBe(0);
});

test("without JavaScript rooms are starred, moved and silenced by forms", async () => {
  const one = await stage.newcomer(ada, { javaScriptEnabled: false });
  for (const name of ["Above", "Below"]) await one.createRoom(name);
  await one.page.getByRole("link", { name: "Details", exact: true }).click();
  await one.page.getByRole("complementary").getByRole("button", { name: "Move up" }).click();
  expect(await titles(one, "rooms")).toEqual(["Below", "Above"]);
  await one.page.getByRole("complementary").getByLabel("Notify me about").selectOption("invisible");
  await one.page.getByRole("complementary").getByRole("button", { name: "Save" }).first().click();
  await one.page.goto("/home");
  expect(await titles(one, "rooms")).toEqual(["Above"]);
});
