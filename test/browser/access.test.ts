import { expect, test } from "bun:test";
import { openStage } from "./stage.ts";
import { grace, type Visitor } from "./visitors.ts";

const stage = openStage();

const longWord = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3);

/** A signed-in person in a room with all that a room can show. */
async function settled(one: Visitor): Promise<string[]> {
  const roomId = await one.createRoom(`Room ${crypto.randomUUID()} with a name that goes on`);
  await one.store(roomId, ["hello", "see https://example.org/a?b=c", longWord, "שלום לכולם", "last"]);
  await one.page.goto(`/rooms/${roomId}`);
  const about = await one.stored("last").locator("a.message-edit").getAttribute("href");
  return [
    "/home",
    `/rooms/${roomId}`,
    "/rooms",
    `/rooms/${roomId}/members?query=a`,
    "/people",
    "/profile",
    about ?? "",
    "/nowhere",
  ];
}

const widthBeyondScreen = ({ page }: Visitor) =>
  page.evaluate("document.documentElement.scrollWidth - innerWidth");

test("on a 360-pixel phone nothing is wider than the screen, and panes take turns", async () => {
  const one = await stage.newcomer(grace, { viewport: { width: 360, height: 740 } });
  const paths = await settled(one);
  for (const path of ["/sign-in", ...paths]) {
    await one.page.goto(path);
    expect([path, await widthBeyondScreen(one)]).toEqual([path, 0]);
  }
  await one.page.goto(paths[1] ?? "");
  expect(await one.page.getByRole("navigation").isVisible()).toBe(false);
  await one.page.getByRole("link", { name: "All rooms" }).click();
  await one.page.getByRole("navigation").waitFor();
  expect(await one.page.locator("main").getByRole("link").isVisible()).toBe(false);
  await one.page
    .getByRole("link", { name: /^Room / })
    .first()
    .click();
  await one.sees("last");
});

test("hostile names and messages stay text, break no layout and violate no policy", async () => {
  const hostile = [
    `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`,
    `" onmouseover="document.title='owned'" hx-get="/rooms" x="`,
    "javascript:alert(1) data:text/html,<b>x</b> https://example.org/\u202Egpj.exe",
    "\u202Eright to left\u202C and back",
    "Z\u0351\u0334a\u0335\u0352l\u0337\u0351g\u0336\u0352o\u0338".repeat(40),
    "🎉".repeat(400),
    "w".repeat(3000),
  ];
  const one = await stage.visitor({ viewport: { width: 360, height: 740 } });
  await one.signUp({ username: "mallory", displayName: `<b hx-get="/x">Mal</b>\u202Eyrol` });
  const roomId = await one.createRoom(`<i onclick=alert(1)>room</i> ${"long".repeat(15)}`);
  await one.live();
  await one.store(roomId, hostile);
  await one.until(async () => (await one.contents()).length === hostile.length, "the messages to come live");
  for (const from of ["live", "page"]) {
    expect([from, await one.contents()]).toEqual([from, hostile]);
    expect(await widthBeyondScreen(one)).toBe(0);
    expect(
      await one.page
        .locator("#messages")
        .locator("img, script, [onclick], [hx-get], a[href^='javascript']")
        .count(),
    ).toBe(0);
    await one.page.reload();
    await one.live();
  }
  expect(await one.page.title()).not.toContain("owned");
});
