import { expect, test } from "bun:test";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();

/** Ada, who owns a room, and Grace, who has it on show. */
async function ownerAndMember(name: string): Promise<[owner: Visitor, member: Visitor, roomId: string]> {
  const one = await stage.newcomer(ada);
  const roomId = await one.createRoom(name);
  const other = await stage.newcomer(grace);
  await other.joinRoom(name);
  await Promise.all([one.live(), other.live()]);
  return [one, other, roomId];
}

async function set({ page }: Visitor, roomId: string, fill: () => Promise<void>): Promise<void> {
  await page.goto(`/rooms/${roomId}/settings`);
  await fill();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("status").filter({ hasText: "Saved." }).waitFor();
}

const heading = ({ page }: Visitor, name: string) => page.getByRole("heading", { name, level: 1 });

test("what a room is changes on open pages, and its messages say so in their reader's language", async () => {
  const [one, , roomId] = await ownerAndMember("Kettle");
  const german = await stage.newcomer(grace, { locale: "de" });
  await german.page.goto(`/rooms/${roomId}`);
  await german.page.getByRole("button", { name: "Diesem Raum beitreten" }).click();
  await german.live();
  await one.page.goto(`/rooms/${roomId}/members`);
  await one.page.getByRole("link", { name: "Room settings" }).click();
  await one.page.getByLabel("Name").fill("Teapot");
  await one.page.getByLabel("Topic").fill("Earl Grey");
  await one.page.getByLabel("Description").fill("Everything about tea.");
  await one.page.getByRole("button", { name: "Save" }).click();
  await heading(german, "Teapot").waitFor();
  await german.page.locator("#room-header").getByText("Earl Grey").waitFor();
  await german.page.getByRole("navigation").getByRole("link", { name: "Teapot" }).waitFor();
  await german.sees("hat das Thema zu „Earl Grey“ geändert");
  expect(await german.page.title()).toContain("Teapot");
  await one.page.goto(`/rooms/${roomId}`);
  await one.sees("changed the topic to “Earl Grey”");
  expect(await one.page.locator(".message[data-note] .message-tools").count()).toBe(0);
});

test("where only moderators write, the others read why; and whoever becomes one, writes", async () => {
  const [one, other, roomId] = await ownerAndMember("Bulletin");
  await other.composer.fill("I had begun to say");
  await set(one, roomId, () => one.page.getByText("Owners and moderators").click());
  await other.page.getByText("Only owners and moderators write here.").waitFor();
  expect(await other.composer.count()).toBe(0);
  await one.page.goto(`/rooms/${roomId}/members`);
  await one.page.getByLabel("Manage Grace Hopper").click();
  await one.page.getByRole("button", { name: "Make moderator" }).click();
  await one.page.getByText("· moderator").waitFor();
  await other.composer.waitFor();
  expect(await other.composer.inputValue()).toBe("I had begun to say");
  await other.composer.press("Enter");
  await other.sees("I had begun to say");
  await other.page.goto(`/rooms/${roomId}/members`);
  await other.page.getByRole("link", { name: "Room settings" }).waitFor();
});

test("slow mode holds the next message, and keeps what is written, also where its script comes late", async () => {
  const [one, other, roomId] = await ownerAndMember("Slowly");
  const late = Promise.withResolvers<void>();
  await other.page.route("**/lazy/slow-mode.*", (route) => late.promise.then(() => route.continue()));
  await set(one, roomId, async () => {
    await one.page.getByLabel("Slow mode").selectOption("10");
  });
  await other.page.getByText("Slow mode: one message every 10 seconds").waitFor();
  await other.write("porridge");
  await other.sees("porridge");
  late.resolve();
  await other.page.getByText(/your next message in \d+ second/).waitFor();
  await other.write("then toast");
  expect(await other.composer.inputValue()).toBe("then toast");
  await other.page.getByText("Slow mode: one message every 10 seconds").waitFor();
  await other.composer.press("Enter");
  await other.sees("then toast");
});

test("an archived room leaves the list, is found among the archived ones, and comes back", async () => {
  const [one, other, roomId] = await ownerAndMember("Attic");
  await other.write("the last word");
  await one.page.goto(`/rooms/${roomId}/settings`);
  await one.page.getByRole("button", { name: "Archive this room" }).click();
  await one.page.getByText("This room is archived.").waitFor();
  await other.page.getByText("This room is archived.").waitFor();
  await other.page.goto("/rooms");
  expect(await other.page.getByRole("link", { name: "Attic" }).count()).toBe(0);
  await other.page.getByRole("link", { name: "Archived" }).click();
  await other.page.getByRole("main").getByRole("link", { name: "Attic" }).first().click();
  await other.sees("the last word");
  await one.page.getByRole("button", { name: "Bring it back" }).click();
  await other.composer.waitFor();
  await other.write("and one more");
  await one.sees("and one more");
});

test("what changed while the page was cut off is caught up", async () => {
  const [one, other, roomId] = await ownerAndMember("Cellar");
  await other.context.setOffline(true);
  await set(one, roomId, async () => {
    await one.page.getByLabel("Topic").fill("Mind the step");
    await one.page.getByText("Owners and moderators").click();
  });
  await other.context.setOffline(false);
  await other.page.locator("#room-header").getByText("Mind the step").waitFor();
  await other.page.getByText("Only owners and moderators write here.").waitFor();
});

test("an owner hands the room over, and has no more to say in it", async () => {
  const [one, other, roomId] = await ownerAndMember("Keys");
  await one.page.goto(`/rooms/${roomId}/members`);
  await one.page.getByLabel("Manage Grace Hopper").click();
  await one.page.getByRole("button", { name: "Hand the room over" }).click();
  await one.until(
    async () => (await one.page.getByLabel("Manage Grace Hopper").count()) === 0,
    "the end of her powers",
  );
  await other.sees("handed the room over to Grace Hopper");
  await other.page.goto(`/rooms/${roomId}/members`);
  await other.page.getByLabel("Manage Ada Lovelace").click();
  await other.page.getByRole("button", { name: "Remove from the room" }).click();
  await one.page.waitForURL("**/home");
});

for (const javaScriptEnabled of [true, false])
  test(`several people are written to at once, ${javaScriptEnabled ? "live" : "also without a script"}, on a phone`, async () => {
    const how = javaScriptEnabled ? "live" : "plain";
    const names = ["Hedy", "Mary"].map((name) =>
      stage.unique({ username: name.toLowerCase(), displayName: `${name} ${how}` }),
    );
    for (const person of names) await (await stage.visitor()).register(person);
    const one = await stage.newcomer(ada, { javaScriptEnabled, viewport: { width: 390, height: 844 } });
    await one.page.goto("/direct-messages/new");
    for (const { username, displayName } of names) {
      await one.page.getByRole("searchbox").fill(username);
      if (!javaScriptEnabled) await one.page.getByRole("button", { name: "Search", exact: true }).click();
      const add = one.page.locator("#found-people").getByRole("link", { name: /^Add / });
      await one.until(async () => (await add.count()) === 1, "the others to be left out");
      await one.page.getByRole("link", { name: `Add ${displayName}` }).click();
      await one.page.getByRole("link", { name: `${displayName} Take out` }).waitFor();
    }
    await one.page.getByRole("button", { name: "Start with 3 people" }).click();
    await heading(one, `Hedy ${how}, Mary ${how}`).waitFor();
    const before = one.roomId();
    await one.page.goto(`/rooms/${before}/members`);
    await one.page.getByRole("link", { name: "Add people" }).click();
    await one.page.getByText("a new conversation begins").waitFor();
    expect(await one.page.getByRole("link", { name: /Take out$/ }).count()).toBe(2);
  });
