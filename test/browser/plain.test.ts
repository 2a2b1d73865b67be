import { expect, test } from "bun:test";
import { openStage } from "./stage.ts";
import { ada, grace } from "./visitors.ts";

const stage = openStage();

test("without JavaScript: sign up, a room, messages, second thoughts, reading, leaving, signing out", async () => {
  const one = await stage.visitor({ javaScriptEnabled: false });
  await one.signUp(stage.unique(ada));
  await one.page.goto("/rooms/new");
  await one.page.getByLabel("Name").fill("Plain");
  await one.page.getByRole("button", { name: "Create room" }).click();
  await one.page.getByRole("heading", { name: "Plain", level: 1 }).waitFor();
  await one.composer.fill("first line\nsecond line");
  await one.page.getByRole("button", { name: "Send" }).click();
  await one.sees("first line");

  await one.composer.fill("x".repeat(5001));
  await one.page.getByRole("button", { name: "Send" }).click();
  await one.page.getByRole("alert").waitFor();
  expect(await one.composer.inputValue()).toHaveLength(5001);

  await one.page.goto("/");
  await one.stored("first line").getByRole("link", { name: "Message actions" }).click();
  await one.page.getByLabel("Message", { exact: true }).fill("changed");
  await one.page.getByRole("button", { name: "Save changes" }).click();
  await one.sees("changed edited");
  await one.stored("changed").getByRole("link", { name: "Message actions" }).click();
  await one.page.getByRole("button", { name: "Delete" }).click();
  await one.page.getByText("You deleted this message.").waitFor();
  await one.page.goto("/");
  await one.sees("Message deleted");

  const person = stage.unique(grace);
  const other = await stage.visitor({ javaScriptEnabled: false });
  await other.signUp(person);
  await other.joinRoom("Plain");
  await one.composer.fill("for Grace");
  await one.page.getByRole("button", { name: "Send" }).click();
  await other.page.reload();
  await other.sees("for Grace");
  await other.page.getByRole("button", { name: "Mark 1 as read" }).click();
  expect(await other.page.getByRole("button", { name: /as read/ }).count()).toBe(0);

  await other.page.getByRole("link", { name: "Members" }).click();
  await other.page.getByRole("button", { name: "Leave this room" }).click();
  await other.page.getByRole("heading", { name: "Browse rooms" }).waitFor();
  await other.page.getByRole("button", { name: "Sign out" }).click();
  await other.page.getByRole("heading", { name: "Sign in" }).waitFor();
  await other.page.goto("/people");
  await other.page.getByRole("heading", { name: "Sign in" }).waitFor();
  await other.signIn(person);
  await other.page.getByRole("heading", { name: "People" }).waitFor();
});

test("without JavaScript: invite into a closed room, page through history, change one's name", async () => {
  const one = await stage.newcomer(ada, { javaScriptEnabled: false });
  await one.page.goto("/rooms/new");
  await one.page.getByLabel("Name").fill("Quiet");
  await one.page.getByLabel(/Closed/).check();
  await one.page.getByRole("button", { name: "Create room" }).click();
  const roomId = one.roomId();
  await one.store(
    roomId,
    Array.from({ length: 60 }, (_, index) => `number ${index + 1}.`),
  );
  const person = stage.unique({ username: "katherine", displayName: "Katherine Johnson" });
  const other = await stage.visitor({ javaScriptEnabled: false });
  await other.signUp(person);
  expect((await other.page.goto(`/rooms/${roomId}`))?.status()).toBe(404);

  await one.page.goto(`/rooms/${roomId}/members?query=${person.username}`);
  await one.page.getByRole("button", { name: "Invite Katherine Johnson" }).click();
  await one.page.getByText("2 people").waitFor();
  await other.page.goto(`/rooms/${roomId}`);
  await other.sees("number 60.");
  await other.page.getByRole("link", { name: "Older messages" }).click();
  await other.sees("number 1.");

  await other.page.goto("/profile");
  await other.page.getByLabel("Your name").fill("");
  await other.page
    .locator("#displayName")
    .evaluate((field) => field.removeAttribute("required"))
    .catch(() => undefined);
  await other.page.getByLabel("Your name").fill("Katherine G. Johnson");
  await other.page.getByRole("button", { name: "Save" }).click();
  await other.page.getByRole("status").filter({ hasText: "Saved." }).waitFor();
  await one.page.goto(`/rooms/${roomId}/members`);
  await one.page.getByLabel("Manage Katherine G. Johnson").click();
  await one.page.getByRole("button", { name: "Remove from the room" }).click();
  await one.page.getByText("1 person").waitFor();
});

test("mistakes are explained where they were made, and what was typed stays", async () => {
  const known = stage.unique(ada);
  const one = await stage.visitor();
  await one.register(known);
  const stranger = stage.unique(grace);
  const two = await stage.visitor({ javaScriptEnabled: false });
  await two.page.goto("/sign-up");
  await two.page.getByLabel("Username").fill(known.username);
  await two.page.getByLabel("Email").fill(`${stranger.username}@example.org`);
  await two.page.getByLabel("Password").fill("long enough");
  await two.page.getByRole("button", { name: "Create account" }).click();
  await two.page.getByRole("alert").waitFor();
  const username = two.page.getByLabel("Username");
  await two.page
    .locator(`#${await username.getAttribute("aria-describedby")}`, { hasText: "taken" })
    .waitFor();
  expect(await two.page.getByLabel("Email").inputValue()).toBe(`${stranger.username}@example.org`);

  await two.page.goto("/sign-in");
  await two.page.getByLabel("Email or username").fill("nobody");
  await two.page.getByLabel("Password").fill("whatever it is");
  await two.page.getByRole("button", { name: "Sign in" }).click();
  await two.page.getByRole("alert").waitFor();
  expect((await two.page.goto("/no-such-page"))?.status()).toBe(404);
  await two.page.getByRole("heading", { name: "Nothing here" }).waitFor();
});
