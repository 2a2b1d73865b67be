import { expect, test } from "bun:test";
import { openStage, type Stage } from "./stage.ts";
import { ada, grace, password, type Visitor } from "./visitors.ts";

const stage = openStage();
let owner: Visitor;

const keeper = { username: "keeper", displayName: "Ida Keeper" };

/** Who made the place, at a browser. */
async function arriveAsOwner(options?: Parameters<Stage["visitor"]>[0]): Promise<void> {
  owner = await stage.visitor(options);
  await owner.page.goto("/sign-in");
  if (new URL(owner.page.url()).pathname === "/first-run") {
    await owner.register(keeper);
    await owner.page.goto("/home");
  } else {
    await owner.signIn(keeper);
  }
}

/** The link of a kind that was mailed to an address, as the owner of a place without a mail server reads it. */
async function mailed(address: string, kind: string): Promise<string> {
  let found: string | undefined;
  const pattern = new RegExp(`/${kind}/[\\w-]{43}`);
  await owner.until(async () => {
    await owner.page.goto("/admin/mail");
    const mails = owner.page.locator(".mail", { hasText: address });
    for (const text of await mails.locator("pre").allTextContents()) found ??= pattern.exec(text)?.[0];
    return found !== undefined;
  }, `a ${kind} link for ${address}`);
  return found!;
}

test("without JavaScript: who forgot their password is mailed a link, chooses another one and is in again", async () => {
  await arriveAsOwner({ javaScriptEnabled: false });
  const one = await stage.visitor({ javaScriptEnabled: false });
  const person = stage.unique(ada);
  await one.signUp(person);
  const address = `${person.username}@example.org`;
  await one.page.goto(await mailed(address, "verify"));
  await one.page.getByRole("button", { name: "This is my address" }).click();
  await one.page.getByRole("heading", { name: "Your address is confirmed" }).waitFor();
  await one.page.goto("/profile");
  await one.page.getByText("(confirmed)").waitFor();

  const forgetful = await stage.visitor({ javaScriptEnabled: false });
  await forgetful.page.goto("/sign-in");
  await forgetful.page.getByRole("link", { name: "Forgot your password?" }).click();
  await forgetful.page.getByLabel("Email").fill(address);
  await forgetful.page.getByRole("button", { name: "Send a link" }).click();
  await forgetful.page.getByRole("heading", { name: "Look into your mail" }).waitFor();
  const link = await mailed(address, "reset");
  await forgetful.page.goto(link);
  await forgetful.page.getByLabel("New password").fill("another good one");
  await forgetful.page.getByRole("button", { name: "Set the password" }).click();
  await forgetful.page.getByRole("heading", { name: "Your password is changed" }).waitFor();
  await forgetful.page.getByRole("link", { name: "Sign in" }).click();
  await forgetful.page.getByLabel("Email or username").fill(person.username);
  await forgetful.page.getByLabel("Password").fill("another good one");
  await forgetful.page.getByRole("button", { name: "Sign in" }).click();
  await forgetful.page.waitForURL((url) => url.pathname !== "/sign-in");
  // Where they were signed in before, they are no more; and the link has done what it could.
  await one.page.goto("/people");
  await one.page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect((await one.page.goto(link))?.status()).toBe(404);
});

for (const javaScriptEnabled of [true, false])
  test(`${javaScriptEnabled ? "a" : "without JavaScript: a"} phone is signed in by a code on the desk, once`, async () => {
    const desk = await stage.visitor({ javaScriptEnabled });
    await desk.register(stage.unique(grace));
    await desk.page.goto("/settings/devices");
    await desk.page.getByRole("button", { name: "Sign in on your phone" }).click();
    await desk.page.getByRole("img", { name: /QR code/ }).waitFor();
    await desk.page.getByText("Waiting for your phone").waitFor();
    const url = await desk.page.locator("#link").inputValue();

    const viewport = { width: 390, height: 844 };
    const phone = await stage.visitor({ javaScriptEnabled, viewport, isMobile: true, hasTouch: true });
    // Whoever only looks, as a preview does, does not use it up.
    for (const _ of [1, 2]) await phone.page.goto(url);
    await phone.page.getByRole("button", { name: "Sign in as Grace Hopper" }).click();
    await phone.page.waitForURL((at) => !at.pathname.startsWith("/phone"));
    if (!javaScriptEnabled)
      await desk.page.getByRole("link", { name: "See whether it is signed in" }).click();
    else {
      await desk.page.getByText("Your phone is signed in.").waitFor();
      await desk.page.getByRole("link", { name: "To your devices" }).click();
    }
    await desk.until(async () => (await desk.page.locator(".card").count()) === 2, "two devices");
    const late = await stage.visitor({ javaScriptEnabled });
    expect((await late.page.goto(url))?.status()).toBe(404);
  });

test("a guest comes by mail into one room, is seen to be one, and finds nothing else", async () => {
  await arriveAsOwner();
  const roomId = await owner.createRoom("Kiln");
  await owner.createRoom("Glaze");
  await owner.page.goto("/invitations");
  const form = owner.page.getByRole("form", { name: "By mail" });
  await form.getByLabel("Email addresses").fill("vera@example.org");
  await form.getByLabel("Leads into").selectOption({ label: "Kiln" });
  await form.getByLabel("As").selectOption({ label: "Guest" });
  await form.getByRole("button", { name: "Send invitations" }).click();
  await owner.page.getByText("1 invitation is on its way.").waitFor();

  const vera = await stage.visitor();
  await vera.page.goto(await mailed("vera@example.org", "join"));
  expect(await vera.page.getByLabel("Email").inputValue()).toBe("vera@example.org");
  await vera.page.getByLabel("Your name").fill("Vera Guest");
  await vera.page.getByLabel("Username").fill("vera");
  await vera.page.getByLabel("Password").fill(password);
  await vera.page.getByRole("button", { name: "Create account and join" }).click();
  await vera.page.getByRole("heading", { name: "Kiln", level: 1 }).waitFor();
  await vera.page.goto("/rooms");
  await vera.page.getByRole("link", { name: "Kiln", exact: true }).first().waitFor();
  expect(await vera.page.getByText("Glaze").count()).toBe(0);
  expect(await vera.page.getByRole("link", { name: "New room" }).count()).toBe(0);
  await vera.page.goto("/people");
  const seen = vera.page.locator(".card-name a");
  expect((await seen.allTextContents()).toSorted()).toEqual(["Ida Keeper", "Vera Guest"]);

  await owner.page.goto(`/rooms/${roomId}/members`);
  await owner.page
    .locator(".member", { hasText: "Vera Guest" })
    .getByText("Guest", { exact: true })
    .waitFor();
  await owner.page.goto("/people/vera");
  await owner.page.getByLabel("Role").selectOption({ label: "Member" });
  await owner.page.getByRole("button", { name: "Save" }).click();
  await owner.until(async () => (await owner.page.locator(".tag-guest").count()) === 0, "no guest any more");
  await vera.page.goto("/rooms");
  await vera.page.getByText("Glaze").first().waitFor();
});
