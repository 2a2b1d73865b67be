import { expect, test } from "bun:test";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();
let owner: Visitor;

/** The first one to come owns the place; the cookies of that visit are kept for the tests that follow. */
let keys: Awaited<ReturnType<Visitor["context"]["storageState"]>> | undefined;

async function theOwner(): Promise<Visitor> {
  if (keys) return stage.visitor({ storageState: keys });
  const made = await stage.newcomer({ username: "owner", displayName: "Olive Owner" });
  keys = await made.context.storageState();
  return made;
}

const usernameOf = async ({ context }: Visitor): Promise<string> =>
  ((await (await context.request.get("/api/users/me")).json()) as { username: string }).username;

test("a reader reports a message, its writer is silenced for it, and that is on record", async () => {
  owner = await theOwner();
  const writer = await stage.newcomer(ada);
  const reader = await stage.newcomer(grace);
  await writer.createRoom("Rough talk");
  await reader.joinRoom("Rough talk");
  await writer.write("something rude");
  await reader.sees("something rude");

  await reader.stored("something rude").hover();
  await reader.page.getByRole("button", { name: "Message actions" }).click();
  await reader.page.getByRole("button", { name: "Report to moderators" }).click();
  await reader.page.getByLabel("Reason").fill("This is rude.");
  await reader.page.getByRole("button", { name: "Send report" }).click();
  await reader.page.getByText("Reported. Thank you.").first().waitFor();

  await owner.page.goto("/admin/reports");
  const report = owner.page.locator(".report", { hasText: "This is rude." });
  expect(await report.getByText("something rude").isVisible()).toBe(true);
  await report.getByRole("link", { name: "See person" }).click();
  const silence = owner.page.locator("form", { has: owner.page.getByLabel("For how long") });
  await silence.getByRole("button", { name: "Silence" }).click();
  await owner.page.getByText(/^Silenced until/).waitFor();
  await owner.page.goto("/admin/reports");
  await report.getByRole("button", { name: "I dealt with it" }).click();
  await owner.page.getByText("Nothing waits for you here.").waitFor();

  await writer.write("and more of it");
  await writer
    .outgoing("and more of it")
    .getByText(/write nothing until/)
    .waitFor();
  await owner.page.goto("/admin/audit");
  const record = owner.page
    .getByRole("listitem")
    .filter({ hasText: "silenced somebody" })
    .filter({ hasText: `@${await usernameOf(writer)}` });
  expect(await record.isVisible()).toBe(true);
});

test("somebody who is kept out is shown the door at once, and comes in again when they may", async () => {
  owner = await theOwner();
  const guest = await stage.newcomer(grace);
  const username = await usernameOf(guest);
  await guest.createRoom("Last words");
  await guest.live();
  await owner.page.goto(`/admin/people/${username}`);
  await owner.page.getByRole("button", { name: "Keep out" }).click();
  await owner.page.getByText(/^Kept out since/).waitFor();
  await guest.page.waitForURL(/\/sign-in/);
  await guest.page.getByLabel("Email or username").fill(username);
  await guest.page.getByLabel("Password").fill("correct horse battery");
  await guest.page.getByRole("button", { name: "Sign in" }).click();
  await guest.page.getByText("This account may not come in any more.").waitFor();
  await owner.page.getByRole("button", { name: "Let them in again" }).click();
  await owner.page.getByRole("button", { name: "Keep out" }).waitFor();
  await guest.signIn({ username, displayName: "" });
  await guest.page.getByRole("heading", { level: 1 }).first().waitFor();
});
