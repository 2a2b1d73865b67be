import { expect, test } from "bun:test";
import { openStage } from "./stage.ts";
import { grace, type Visitor } from "./visitors.ts";

const stage = openStage();

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const details = ({ page }: Visitor) => page.getByRole("complementary");

/** What a reload would have lost. */
const leaveATrace = ({ page }: Visitor) => page.evaluate("globalThis.trace = true");
const hasTrace = ({ page }: Visitor) => page.evaluate<boolean>("globalThis.trace === true");

test("details open beside the messages, which stay where they were, and have an address of their own", async () => {
  const one = await stage.withRooms(["Beside"]);
  await one.store(
    one.roomId(),
    Array.from({ length: 60 }, (_, index) => `number ${index + 1}.`),
  );
  const room = one.page.url();
  await one.sees("number 60.");
  await leaveATrace(one);
  const scroller = one.page.locator("#scroller");
  // What came last may be putting the list at its end in this frame.
  await one.until(
    () =>
      one.page.evaluate<boolean>(`new Promise((done) => {
        document.getElementById("scroller").scrollTop = -300;
        requestAnimationFrame(() => requestAnimationFrame(() =>
          done(document.getElementById("scroller").scrollTop === -300)));
      })`),
    "the list to stay where one reads",
  );
  const open = one.page.getByRole("link", { name: "Details", exact: true });
  await open.click();
  await details(one).getByRole("heading", { name: "1 person" }).waitFor();
  expect(one.page.url()).toBe(`${room}/members`);
  expect(await scroller.evaluate((box) => (box as unknown as { scrollTop: number }).scrollTop)).toBe(-300);

  await one.page.goBack();
  await details(one).waitFor({ state: "detached" });
  await one.page.goForward();
  await details(one).waitFor();
  await one.page.keyboard.press("Tab");
  await details(one).getByRole("link", { name: "Close details" }).click();
  await details(one).waitFor({ state: "detached" });
  expect([one.page.url(), await hasTrace(one)]).toEqual([room, true]);

  await one.page.goto(`${room}/members`);
  await details(one).waitFor();
  await one.sees("number 60.");
});

test("members are found while one types, invited, and told apart; what one hears of the room is one's own", async () => {
  const one = await stage.withRooms(["Company"]);
  const person = stage.unique(grace);
  const other = await stage.visitor();
  await other.signUp(person);
  await one.page.getByRole("link", { name: "Details", exact: true }).click();
  await leaveATrace(one);
  await details(one).getByRole("searchbox").pressSequentially(person.username);
  await details(one)
    .getByRole("button", { name: `Invite ${person.displayName}` })
    .click();
  await details(one).getByRole("heading", { name: "2 people" }).waitFor();
  await details(one)
    .getByRole("button", { name: `Message ${person.displayName}` })
    .waitFor();

  await details(one).getByLabel("Notify me about").selectOption("nothing");
  await one.page.getByRole("link", { name: "Notifications: Nothing" }).waitFor();
  await one.page.locator(".room-link[data-muted]").filter({ hasText: "Company" }).waitFor();
  expect(await hasTrace(one)).toBe(true);
});

test("what names a person is counted apart, and in the title; reading it elsewhere clears it", async () => {
  const one = await stage.withRooms(["Called"]);
  const person = stage.unique(grace);
  const other = await stage.visitor();
  await other.signUp(person);
  await other.joinRoom("Called");
  await other.page.goto("/home");
  await other.live();
  await one.write("just so");
  await one.write(`@${person.username} look`);
  await other.roomLink("Called").filter({ hasText: "1 that name you" }).waitFor();
  await other.until(async () => (await other.page.title()).startsWith("(1) "), "the title to count");
  expect(await other.page.locator("link[rel=icon]").first().getAttribute("href")).toContain("unread");

  const phonePage = await other.context.newPage();
  await phonePage.goto(one.page.url());
  await other.until(async () => !/^[(•]/.test(await other.page.title()), "the title to forget");
  await phonePage.close();
});

test("going from room to room reloads nothing and is there within a blink, back and forward too", async () => {
  const names = Array.from({ length: 30 }, (_, index) => `Room ${index + 1}`);
  const one = await stage.withRooms(["First", "Second"]);
  const origin = new URL(one.page.url()).origin;
  await Promise.all(
    names.map((name) => one.context.request.post("/api/rooms", { data: { name }, headers: { origin } })),
  );
  await one.store(
    one.roomId(),
    Array.from({ length: 50 }, (_, index) => `number ${index + 1}.`),
  );
  await one.page.reload();
  await one.live();
  await leaveATrace(one);
  const times: number[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    const name = turn % 2 === 0 ? "First" : "Second";
    times.push(await one.page.evaluate<number>(`(${timeToGo.toString()})(${JSON.stringify(name)})`));
  }
  const middle = times.toSorted((a, b) => a - b)[2] ?? Number.POSITIVE_INFINITY;
  console.log(`from click to paint: ${times.map((time) => time.toFixed(0)).join(" ")} ms`);
  expect(middle).toBeLessThan(500);

  await one.page.goBack();
  await one.page.getByRole("heading", { name: "First", level: 1 }).waitFor();
  await one.page.goForward();
  await one.page.getByRole("heading", { name: "Second", level: 1 }).waitFor();
  expect(await hasTrace(one)).toBe(true);
});

/** Runs in the page: milliseconds from the press of a button to the frame after the one that shows the room. */
function timeToGo(name: string): Promise<number> {
  type El = { textContent: string; dispatchEvent: (event: unknown) => void; click: () => void };
  const page = globalThis as unknown as {
    document: { querySelector: (css: string) => El | null; querySelectorAll: (css: string) => Iterable<El> };
    PointerEvent: new (type: string, options: object) => unknown;
    requestAnimationFrame: (then: () => void) => void;
  };
  const links = [...page.document.querySelectorAll("#sidebar a[data-room-id]")];
  const to = links.find((each) => each.textContent.includes(name));
  const begin = performance.now();
  to?.dispatchEvent(new page.PointerEvent("pointerdown", { bubbles: true, button: 0, pointerType: "mouse" }));
  to?.click();
  return new Promise((resolve) => {
    const look = () => {
      if (page.document.querySelector("#main h1")?.textContent === name)
        page.requestAnimationFrame(() => resolve(performance.now() - begin));
      else page.requestAnimationFrame(look);
    };
    look();
  });
}

test("of two rooms that are chosen in one go the second is shown, even where the first comes in just then", async () => {
  const one = await stage.withRooms(["Attic", "Barn", "Cellar"]);
  const barn = await one.roomLink("Barn").getAttribute("href");
  await one.page.evaluate(`document.addEventListener(
    "htmx:after:request",
    () => document.querySelector('#sidebar a[href="${barn}"]').click(),
    { once: true },
  )`);
  await one.roomLink("Attic").click();
  await one.page.locator("#room-header").getByRole("heading", { name: "Barn" }).waitFor();
  expect(new URL(one.page.url()).pathname).toBe(barn ?? "");
  await one.page.locator('#sidebar a[aria-current="page"]', { hasText: "Barn" }).waitFor();
});

test("on a phone one pane shows at a time, and the way back is the browser's own or a finger's", async () => {
  const one = await stage.withRooms(["Pocket"], phone);
  const sidebar = one.page.getByRole("navigation");
  await one.page.getByRole("link", { name: "All rooms" }).tap();
  await sidebar.waitFor();
  await leaveATrace(one);
  await one.roomLink("Pocket").tap();
  await one.page.getByRole("heading", { name: "Pocket", level: 1 }).waitFor();
  await one.page.getByRole("link", { name: "Details", exact: true }).tap();
  await details(one).waitFor();
  expect(await one.page.getByRole("heading", { level: 1 }).isVisible()).toBe(false);

  await one.page.goBack();
  await one.page.getByRole("heading", { name: "Pocket", level: 1 }).waitFor();
  const touch = await one.context.newCDPSession(one.page);
  const finger = (type: string, x: number) =>
    touch.send("Input.dispatchTouchEvent", {
      type: type as "touchStart",
      touchPoints: type === "touchEnd" ? [] : [{ x, y: 300 }],
    });
  await finger("touchStart", 12);
  for (const x of [40, 90, 160, 240]) await finger("touchMove", x);
  await finger("touchEnd", 240);
  await one.page.waitForURL("**/home");
  await sidebar.waitFor();
  expect(await hasTrace(one)).toBe(true);
});
