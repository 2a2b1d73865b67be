import { expect, test } from "bun:test";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const me = async ({ page }: Visitor) =>
  (await (await page.request.get("/api/users/me")).json()) as { id: string; username: string };

/** Both in an open room, and each with its page open. */
async function pair(name: string): Promise<{ one: Visitor; other: Visitor; roomId: string }> {
  const one = await stage.newcomer(ada);
  const roomId = await one.createRoom(name);
  await one.live();
  const other = await stage.newcomer(grace);
  await other.joinRoom(name);
  await other.live();
  return { one, other, roomId };
}

test("a status is set by one press, seen at once beside the name, and taken back from the sidebar", async () => {
  const { one, other, roomId } = await pair("Statuses");
  await one.page.goto(`/rooms/${roomId}/members`);
  await one.live();
  const { id } = await me(other);
  await other.page.goto("/status");
  await other.page.getByRole("button", { name: "On leave" }).click();
  const sign = one.page.locator(`#details [data-status="${id}"] [role=img]`);
  await sign.waitFor();
  expect(await sign.textContent()).toBe("🌴");
  expect(await sign.getAttribute("title")).toBe("On leave");
  await other.page.getByRole("button", { name: "Your status" }).click();
  await other.page.locator("#me-menu").getByRole("button", { name: "Clear the status" }).click();
  await sign.waitFor({ state: "detached" });
  await other.page
    .locator("#me-menu")
    .getByRole("button", { name: "Clear the status" })
    .waitFor({ state: "detached" });
});

test("a status goes at its time by itself, without a word from anybody", async () => {
  const { one, other, roomId } = await pair("Endings");
  const { id } = await me(other);
  await one.page.goto(`/rooms/${roomId}/members`);
  await one.live();
  const expiresAt = new Date(Date.now() + 4000).toISOString();
  const headers = { origin: stage.node.url };
  const data = { text: "Back in a moment", expiresAt };
  expect((await other.page.request.put("/api/users/me/status", { data, headers })).status()).toBe(200);
  const sign = one.page.locator(`#details [data-status="${id}"] [role=img]`);
  await sign.waitFor();
  await sign.waitFor({ state: "detached" });
});

test("whoever wants peace asks for it from the page they are on, and stays there", async () => {
  const { one, other, roomId } = await pair("Peace");
  const { id } = await me(one);
  await other.page.goto(`/rooms/${roomId}/members`);
  await other.live();
  await one.page.getByRole("button", { name: "Your status" }).click();
  await one.page.getByRole("button", { name: "1 hour" }).click();
  await one.page.locator('#sidebar[data-sound="off"]').waitFor({ state: "attached" });
  await other.page.locator(`#details [data-status="${id}"] [title="Do not disturb"]`).waitFor();
  expect(new URL(one.page.url()).pathname).toBe(`/rooms/${roomId}`);
});

test("what somebody says who is blocked is a line until it is pressed, and calls nobody", async () => {
  const { one, other, roomId } = await pair("Folds");
  const { username } = await me(other);
  await other.write("before the block");
  await one.sees("before the block");
  await one.page.goto(`/people/${username}`);
  await one.page.getByRole("button", { name: "Block", exact: true }).click();
  await one.page.getByText("You blocked this person.").waitFor();
  await one.page.goto(`/rooms/${roomId}`);
  await one.live();
  const old = one.stored("before the block").locator(".message-content");
  await old.waitFor({ state: "hidden" });
  await other.write(`@${(await me(one)).username} listen`);
  await one.stored("listen").waitFor({ state: "attached" });
  expect(await one.stored("listen").locator(".message-content").isVisible()).toBe(false);
  expect(await one.page.title()).not.toContain("(");
  await one.stored("listen").click({ position: { x: 40, y: 8 } });
  await one.stored("listen").locator(".message-content").waitFor();
  await one.page.goto("/blocks");
  const unblock = one.page.getByRole("button", { name: /^Unblock/ });
  await unblock.click();
  await unblock.waitFor({ state: "detached" });
  await one.page.goto(`/rooms/${roomId}`);
  await one.stored("before the block").locator(".message-content").waitFor();
});

test("the sender alone is told who of those named is not in the room, and brings them in", async () => {
  const { one, other } = await pair("Named");
  const absent = await stage.newcomer({ username: "linus", displayName: "Linus Pauling" });
  const { username } = await me(absent);
  await one.write(`@${username} and @nobody_at_all, look`);
  await one.page.getByText("Linus Pauling is not in this room").first().waitFor();
  await other.sees("look");
  expect(await other.page.getByText("is not in this room").count()).toBe(0);
  await one.page.locator(".absent").getByRole("button", { name: "Invite" }).click();
  await one.page.locator(".absent").waitFor({ state: "detached" });
  await absent.page.reload();
  await absent.page
    .getByRole("link", { name: /^Named/ })
    .first()
    .waitFor();
});

test.each([
  ["a desk", {}],
  ["a phone", phone],
])("what names one is a list that grows while it is open, on %s", async (_, options) => {
  const one = await stage.newcomer(ada);
  const roomId = await one.createRoom(`Lists ${_}`);
  await one.live();
  const other = await stage.newcomer(grace, options);
  await other.joinRoom(`Lists ${_}`);
  const { username } = await me(other);
  await other.page.goto("/mentions");
  await other.live();
  await other.page.getByText("Nobody has named you yet.").waitFor();
  await one.write(`@${username} first`);
  const entries = other.page.locator(".mention-entry");
  await entries.first().waitFor();
  await other.page.getByText("new", { exact: true }).waitFor();
  await entries
    .first()
    .getByRole("link", { name: `Lists ${_}` })
    .click();
  await other.page.waitForURL(new RegExp(`/rooms/${roomId}`));
});

test("a room that is named by its id is called as it is called now", async () => {
  const { one, roomId } = await pair("Otters");
  await one.page.locator(`#sidebar [data-room-id="${roomId}"]`).waitFor();
  await one.write(`see [#beavers](/rooms/${roomId})`);
  const link = one.page.locator(`#messages a[data-room="${roomId}"]`);
  await link.waitFor();
  await one.until(async () => (await link.textContent()) === "#Otters", "its present name");
  expect(await link.getAttribute("href")).toBe(`/rooms/${roomId}`);
});
