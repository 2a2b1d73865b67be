/** Answering with an emoji: by pointer, by key, by finger, without a network, without a script, and with a picture of one's own. */
import { beforeAll, expect, test } from "bun:test";
import { pictureOf } from "../support/picture.ts";
import { findings } from "./axe.ts";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();
/** Of whoever came first, who owns the place. */
let storageState: Awaited<ReturnType<Visitor["context"]["storageState"]>>;
beforeAll(async () => {
  const owner = await stage.newcomer({ username: "owner", displayName: "Olive Owner" });
  storageState = await owner.context.storageState();
});

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Two people in a room with a message of each. */
async function two(name: string, options = {}): Promise<[Visitor, Visitor]> {
  const one = await stage.newcomer(ada, options);
  await one.createRoom(name);
  await one.live();
  const other = await stage.newcomer(grace);
  await other.joinRoom(name);
  await other.live();
  await other.write("the kettle is on");
  await one.sees("the kettle is on");
  return [one, other];
}

const chips = (visitor: Visitor) => visitor.stored("the kettle is on").locator(".reaction");
/** What stands below the message, the viewer's own in brackets. */
const reactions = (visitor: Visitor) =>
  chips(visitor).evaluateAll((all) =>
    all
      .map((chip) => {
        const text = chip.textContent ?? "";
        return chip.getAttribute("aria-pressed") === "true" ? `[${text}]` : text;
      })
      .join(", "),
  );
const shows = (visitor: Visitor, wanted: string) =>
  visitor.until(async () => (await reactions(visitor)) === wanted, `to see ${wanted}`);

async function choose(visitor: Visitor, search: string): Promise<void> {
  const dialog = visitor.page.getByRole("dialog", { name: "React", exact: true });
  await dialog.getByLabel("Search emoji").fill(search);
  await dialog.locator(".emoji-grid .emoji").first().waitFor();
  await visitor.until(async () => (await dialog.locator(".emoji-section").count()) === 1, "what was found");
  await visitor.page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
}

test("two people answer a message, each sees the other's at once, and who it was", async () => {
  const [one, other] = await two("Answering");
  await one.stored("the kettle is on").hover();
  await one.page.getByRole("button", { name: "React", exact: true }).click();
  await choose(one, "teacup");
  await shows(one, "[🍵 1]");
  await shows(other, "🍵 1");
  await chips(other).first().click();
  await shows(other, "[🍵 2]");
  await shows(one, "[🍵 2]");
  await chips(other).first().hover();
  await other.until(
    async () => (await chips(other).first().getAttribute("title")) === "You and Ada Lovelace reacted with 🍵",
    "to read who reacted",
  );
  await chips(one).first().click();
  await shows(other, "[🍵 1]");
  await chips(other).first().click();
  await shows(other, "");
  await shows(one, "");
  // What the server draws looks as what came live.
  await one.stored("the kettle is on").hover();
  await one.page.getByRole("button", { name: "Message actions" }).click();
  await one.page.locator("dialog .quick-reactions").getByText("👍").click();
  await shows(one, "[👍 1]");
  await one.page.reload();
  await shows(one, "[👍 1]");
  expect(await findings(one.page)).toEqual([]);
});

test("a key opens the emoji, and the buttons below the message are reached by Tab", async () => {
  const [one, other] = await two("By key");
  await one.stored("the kettle is on").focus();
  await one.page.keyboard.press("r");
  await choose(one, "party popper");
  await shows(one, "[🎉 1]");
  await one.stored("the kettle is on").focus();
  await one.until(async () => {
    await one.page.keyboard.press("Tab");
    return one.page.evaluate<boolean>("document.activeElement.matches('.reaction')");
  }, "the button to have the focus");
  await other.stored("the kettle is on").hover();
  await chips(other).first().click();
  await shows(one, "[🎉 2]");
  await one.page.keyboard.press("Enter");
  await shows(other, "[🎉 1]");
  await shows(one, "🎉 1");
  // Its message was drawn anew, and the button is where one was.
  await one.until(
    () => one.page.evaluate<boolean>("document.activeElement.matches('.reaction[aria-pressed=false]')"),
    "the button to have the focus still",
  );
  await one.page.keyboard.press("Enter");
  await shows(other, "[🎉 2]");
});

test("an answer is shown at once, waits for the network, and is taken back where it is refused", async () => {
  const [one, other] = await two("Offline");
  await one.stored("the kettle is on").hover();
  await one.page.getByRole("button", { name: "React", exact: true }).click();
  await choose(one, "fire");
  await shows(other, "🔥 1");
  await one.context.setOffline(true);
  await chips(one).first().click();
  await shows(one, "");
  await shows(other, "🔥 1");
  await one.context.setOffline(false);
  await shows(other, "");

  await other.stored("the kettle is on").hover();
  await one.page.route("**/reactions/**", (route) =>
    route.request().method() === "PUT"
      ? route.fulfill({ status: 409, json: { detail: "No." } })
      : route.continue(),
  );
  await one.stored("the kettle is on").hover();
  await one.page.getByRole("button", { name: "React", exact: true }).click();
  await choose(one, "snail");
  await one.page.getByText("Your reaction could not be kept.").first().waitFor();
  await shows(one, "");
  one.complaints.splice(0);
});

test("a finger answers from below, and finds who else did", async () => {
  const [one, other] = await two("By finger", phone);
  const press = async () => {
    const box = await one.stored("the kettle is on").locator(".message-content").boundingBox();
    const touch = await one.context.newCDPSession(one.page);
    const touchPoints = [{ x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 8 }];
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
    await one.page.getByRole("dialog").waitFor();
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  };
  await press();
  await one.page.locator(".quick-reactions .emoji", { hasText: "❤️" }).tap();
  await shows(one, "[❤️ 1]");
  await shows(other, "❤️ 1");
  await chips(other).first().click();
  await shows(one, "[❤️ 2]");
  await press();
  await one.page.getByRole("button", { name: "Who reacted" }).tap();
  await one.page.getByText("You and Grace Hopper").waitFor();
  await one.page.getByRole("button", { name: "Close" }).tap();
  await chips(one).first().tap();
  await shows(other, "[❤️ 1]");
});

test("without a script the same buttons are forms, and the message's page has all others", async () => {
  const [one, other] = await two("Plainly");
  await one.stored("the kettle is on").hover();
  await one.page.getByRole("button", { name: "React", exact: true }).click();
  await choose(one, "teacup");
  const plain = await other.page
    .context()
    .browser()!
    .newContext({
      baseURL: stage.node.url,
      javaScriptEnabled: false,
      storageState: await other.context.storageState(),
    });
  const page = await plain.newPage();
  await page.goto(`/rooms/${other.roomId()}`);
  await page.locator(".reaction").click();
  await page.waitForURL(/\?at=1#message-/);
  await shows(one, "[🍵 2]");
  expect(await page.locator(".reaction").innerText()).toMatch(/🍵\s*2/);
  await page.goto((await page.locator(".message-edit").first().getAttribute("href")) ?? "");
  await page.getByLabel("Another emoji").fill("🫖");
  await page.getByRole("button", { name: "React" }).click();
  await shows(one, "[🍵 2], 🫖 1");
  await page.getByLabel("Another emoji").fill("tea");
  await page.getByRole("button", { name: "React" }).click();
  await page.locator(".field-error").waitFor();
  await page.locator(".quick-reactions").getByText("🫖").click();
  await shows(one, "[🍵 2]");
  await plain.close();
});

test("a picture of one's own is an emoji everywhere, at once, and its name where it is gone", async () => {
  const [one] = await two("Pictures");
  await one.write("look :kettle: and 10:30:45");
  await one.sees("look :kettle:");
  const shown = () =>
    one.page.evaluate<string>(`(() => {
      const { display, verticalAlign, backgroundImage } = getComputedStyle(
        document.querySelector(".message-content > .emoji-name"),
      );
      return display + " " + verticalAlign + " " + backgroundImage;
    })()`);
  expect(await shown()).toBe("inline baseline none");

  const admin = await stage.visitor({ storageState });
  await admin.page.goto("/admin/emoji");
  await admin.page.getByLabel("Name").fill("Kettle!");
  const buffer = Buffer.from(pictureOf(32, 32));
  const choosePicture = () =>
    admin.page.getByLabel("Picture").setInputFiles({ name: "k.png", mimeType: "image/png", buffer });
  await choosePicture();
  await admin.page.getByRole("button", { name: "Add emoji" }).click();
  await admin.page.getByText("2 to 40 of").waitFor();
  await admin.page.getByLabel("Name").fill("kettle");
  await choosePicture();
  await admin.page.getByRole("button", { name: "Add emoji" }).click();
  await admin.page.getByText(":kettle:").first().waitFor();
  await one.until(
    async () => /^inline-block .*emoji\/custom\/kettle\./.test(await shown()),
    "the picture to be shown",
  );

  await one.composer.fill(":ket");
  await one.page.locator(".completion-row", { hasText: ":kettle:" }).waitFor();
  await one.composer.fill("");
  await one.stored("the kettle is on").hover();
  await one.page.getByRole("button", { name: "React", exact: true }).click();
  const stored = one.page.waitForResponse("**/reactions/**");
  await choose(one, "kettle");
  await shows(one, "[:kettle: 1]");
  await stored;

  await one.context.setOffline(true);
  await one.page.locator("html:not([data-live=online])").waitFor({ state: "attached" });
  await admin.page.getByRole("button", { name: "Delete" }).first().click();
  await admin.page.getByText("None yet.").waitFor();
  await one.context.setOffline(false);
  await one.until(async () => (await shown()) === "inline baseline none", "the name to be text again");
  await chips(one).first().click();
  await shows(one, "");
});
