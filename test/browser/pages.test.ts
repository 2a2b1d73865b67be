import { expect, test } from "bun:test";
import { colourFindings, findings } from "./axe.ts";
import { lookInside, overflows } from "./fit.ts";
import { openStage } from "./stage.ts";
import { ada, grace, password, type Visitor } from "./visitors.ts";

const stage = openStage(240_000);

async function fillAccount({ page }: Visitor, username: string, name: string): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Email").fill(`${username}@example.org`);
  await page.getByLabel("Password").fill(password);
}

// The first tests of the file: nobody lives there yet.
test("the first page of a place is for everybody", async () => {
  for (const locale of ["en-GB", "de-DE"]) {
    const { context, page } = await stage.visitor({ locale });
    await lookInside(context);
    await page.goto("/first-run");
    expect(await overflows(page)).toEqual([]);
    const found = await findings(page);
    await page.emulateMedia({ colorScheme: "dark" });
    expect([...found, ...(await colourFindings(page, "dark"))]).toEqual([]);
  }
});

test("without JavaScript: a place begins, somebody is invited into a room, and both are in it", async () => {
  const owner = await stage.visitor({ javaScriptEnabled: false });
  await owner.page.goto("/");
  await owner.page.getByRole("heading", { name: "Make this place yours" }).waitFor();
  await owner.page.getByLabel("Name of the place").fill("Lantern Street");
  await fillAccount(owner, "founder", "Ida Founder");
  await owner.page.getByRole("button", { name: "Open the doors" }).click();
  await owner.page.getByText("Lantern Street is ready.").waitFor();
  const url = await owner.page.locator("#link").inputValue();

  const guest = await stage.visitor({ javaScriptEnabled: false });
  await guest.page.goto(url);
  await guest.page.getByRole("heading", { name: "Join Lantern Street" }).waitFor();
  await guest.page.getByText("Ida Founder invites you to General.").waitFor();
  await fillAccount(guest, "guest", "Guest");
  await guest.page.getByRole("button", { name: "Create account and join" }).click();
  await guest.page.getByRole("heading", { name: "General", level: 1 }).waitFor();
  expect(await guest.page.title()).toContain("Lantern Street");

  await owner.page.goto("/invitations");
  await owner.page.getByRole("button", { name: "Take back" }).click();
  await owner.page.getByText("None. Make the first one above.").waitFor();
  const late = await stage.visitor({ javaScriptEnabled: false });
  expect((await late.page.goto(url))?.status()).toBe(404);
  await late.page.getByRole("heading", { name: "This invitation does not work" }).waitFor();
});

test("the link of an invitation is copied, and leads those who are in on", async () => {
  const owner = await stage.visitor({ permissions: ["clipboard-read", "clipboard-write"] });
  await owner.page.goto("/sign-in");
  await owner.signIn({ username: "founder", displayName: "" });
  await owner.page.goto("/invitations");
  await owner.page.getByLabel("For how many").selectOption("5");
  await owner.page.getByRole("button", { name: "Make a link" }).click();
  await owner.page.getByRole("button", { name: "Copy" }).click();
  await owner.page.getByRole("button", { name: "Copied" }).waitFor();
  const url = await owner.page.evaluate<string>("navigator.clipboard.readText()");
  expect(url).toMatch(/\/join\/[\w-]{43}$/);
  expect(await findings(owner.page)).toEqual([]);
  await owner.page.goto(url);
  await owner.page.getByRole("heading", { name: "You are in already" }).waitFor();
});

test("without JavaScript: settings change the language and the looks, and the password", async () => {
  const person = stage.unique(ada);
  const one = await stage.visitor({ javaScriptEnabled: false });
  await one.signUp(person);
  await one.page.goto("/settings");
  await one.page.getByLabel("Dark").check();
  await one.page.getByRole("radio", { name: "Rose" }).check();
  await one.page.getByRole("button", { name: "Save" }).click();
  await one.page.getByRole("status").filter({ hasText: "Saved." }).waitFor();
  expect(await one.page.locator("html[data-theme=dark][data-accent=rose]").count()).toBe(1);
  await one.page.goto("/settings/language");
  await one.page.getByLabel("Deutsch").check();
  await one.page.getByLabel("Time zone").selectOption("Europe/Berlin");
  await one.page.getByRole("button", { name: "Save" }).click();
  await one.page.getByRole("heading", { name: "Einstellungen" }).waitFor();
  await one.page.goto("/settings/devices");
  await one.page.getByLabel("Jetziges Passwort").fill(password);
  await one.page.getByLabel("Neues Passwort").fill("a new and longer one");
  await one.page.getByRole("button", { name: "Passwort ändern" }).click();
  await one.page.getByRole("status").filter({ hasText: "Gespeichert." }).waitFor();
});

test("a look that is chosen is there at once, and stays", async () => {
  const one = await stage.newcomer(ada);
  await one.page.goto("/settings/appearance");
  await one.live();
  const kept = one.page.waitForResponse((response) => response.url().endsWith("/preferences"));
  await one.page.getByLabel("Dark").check();
  await one.page.locator("html[data-theme=dark]").waitFor();
  expect((await kept).status()).toBe(200);
  await one.page.reload();
  await one.page.locator("html[data-theme=dark]").waitFor();
});

test("a picture is chosen and shown, a room is found, and a person written to", async () => {
  const person = stage.unique(grace);
  const one = await stage.visitor();
  await one.signUp(person);
  await one.page.goto("/profile");
  const picture = await one.page.screenshot({ clip: { x: 0, y: 0, width: 400, height: 300 } });
  await one.page
    .getByLabel("Choose a picture")
    .setInputFiles({ name: "me.png", mimeType: "image/png", buffer: picture });
  await one.page.getByRole("button", { name: "Use this picture" }).click();
  await one.page.getByRole("button", { name: "Remove the picture" }).waitFor();
  const width = `document.querySelector(".avatar-large img")?.naturalWidth`;
  await one.until(async () => Number(await one.page.evaluate(width)) > 0, "the picture to come");

  const other = await stage.newcomer(ada);
  await other.createRoom(`Gardens ${person.username}`);
  await one.page.goto("/rooms");
  await one.page.getByRole("searchbox").fill(`gardens ${person.username}`);
  await one.page.getByRole("main").getByRole("button", { name: "Search", exact: true }).click();
  await one.page.getByText("1 member").waitFor();
  await one.page.getByRole("button", { name: /^Join Gardens/ }).click();
  await one.page.getByRole("heading", { name: /^Gardens/, level: 1 }).waitFor();

  await other.page.goto(`/people?query=${person.username}`);
  await other.page.getByRole("main").getByRole("link", { name: person.displayName }).click();
  await other.page
    .getByRole("link", { name: /^Gardens/ })
    .last()
    .waitFor();
  await other.page.getByRole("button", { name: "Write a message" }).click();
  await other.page.getByRole("heading", { name: person.displayName, level: 1 }).waitFor();
});
