import { expect, test } from "bun:test";
import type { Locator } from "playwright-core";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();

/** Chooses what is on their screen for a picture. */
async function choosePicture({ page }: Visitor): Promise<void> {
  await page.goto("/profile");
  const buffer = await page.screenshot({ clip: { x: 0, y: 0, width: 300, height: 300 } });
  await page.getByLabel("Choose a picture").setInputFiles({ name: "me.png", mimeType: "image/png", buffer });
  await page.getByRole("button", { name: "Use this picture" }).click();
  await page.getByRole("button", { name: "Remove the picture" }).waitFor();
}

const picture = (message: Locator) => message.locator("> .avatar > img");

async function drawn(visitor: Visitor, message: Locator): Promise<string | null> {
  const width = () => picture(message).evaluate((image: { naturalWidth: number }) => image.naturalWidth);
  await picture(message).waitFor();
  await visitor.until(async () => (await width()) > 0, "the picture to be drawn");
  return picture(message).getAttribute("src");
}

test("messages show their sender's picture: one's own at once, and to others as they come and after a reload", async () => {
  const one = await stage.newcomer(ada);
  const roomId = await one.createRoom("Pictures");
  const other = await stage.newcomer(grace);
  await other.joinRoom("Pictures");
  await other.live();
  await choosePicture(one);
  await one.page.goto(`/rooms/${roomId}`);
  await one.live();

  await one.page.route("**/api/rooms/*/messages", () => undefined, { times: 1 });
  await one.write("look at me");
  const pending = await drawn(one, one.outgoing("look at me"));
  const place = await picture(one.outgoing("look at me")).boundingBox();
  await one.page.reload();
  const stored = await drawn(one, one.stored("look at me"));
  expect(stored).toBe(pending);
  expect(await picture(one.stored("look at me")).boundingBox()).toEqual(place);
  expect(await drawn(other, other.stored("look at me"))).toBe(pending);
  await other.page.reload();
  expect(await drawn(other, other.stored("look at me"))).toBe(pending);
});

test("a changed name and picture show on open pages, wherever they stand", async () => {
  const one = await stage.newcomer(ada);
  const roomId = await one.createRoom("Renamed");
  await one.live();
  await one.write("who am I?");
  const other = await stage.newcomer(grace);
  await other.joinRoom("Renamed");
  await other.page.goto(`/rooms/${roomId}/members`);
  await other.live();
  await other.page.locator(".member").nth(1).waitFor();
  await one.page.goto("/profile");
  const second = await one.tab(`/rooms/${roomId}`);
  await one.page.bringToFront();

  await one.page.getByLabel("Your name").fill("Augusta King");
  await one.page.getByRole("button", { name: "Save" }).first().click();
  await other.page.locator(".member-name", { hasText: "Augusta King" }).waitFor();
  const sent = other.stored("who am I?");
  expect(await sent.locator(".message-sender").textContent()).toBe("Augusta King");
  expect(await sent.locator("> .avatar").textContent()).toBe("AK");
  await second.locator(".me-name", { hasText: "Augusta King" }).waitFor();

  await choosePicture(one);
  const chosen = await drawn(other, sent);
  const pictures = () =>
    other.page.evaluate<string[]>(
      "[...document.querySelectorAll('.header-faces img, .member img')].map((image) => image.getAttribute('src'))",
    );
  await other.until(async () => (await pictures()).length === 2, "the picture in header and members");
  expect(new Set(await pictures())).toEqual(new Set([chosen ?? ""]));
  await second.locator(".sidebar-me .avatar img").waitFor();
});

test("days are named anew when midnight passes", async () => {
  const one = await stage.newcomer(ada);
  const roomId = await one.createRoom("Midnight");
  await one.store(roomId, ["before midnight"]);
  await one.page.clock.install();
  await one.page.goto(`/rooms/${roomId}`);
  await one.page.locator(".day").getByText("Today").waitFor();
  await one.page.clock.fastForward("24:00:00");
  await one.page.locator(".day").getByText("Yesterday").waitFor();
});
