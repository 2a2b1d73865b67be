/** A page that is open while its installation is lost and restored from a backup that knows less than the page. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { command, Folder } from "../backup/stage.ts";
import { launchBrowser } from "../support/chromium.ts";
import { startNode, WispNode } from "../support/node.ts";
import { ada, grace, Visitor } from "./visitors.ts";

setDefaultTimeout(120_000);

const numbered = (word: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${word} ${from + index}`);

test("a page shows what was restored and nothing else, and counts on from there", async () => {
  using folder = new Folder();
  await using node = await startNode({ RATE_LIMITS: "off" });
  const browser = await launchBrowser();
  try {
    const [one, other] = [await Visitor.arrive(browser, node.url), await Visitor.arrive(browser, node.url)];
    await one.signUp(ada);
    const here = await one.createRoom("Kitchen");
    const there = await one.createRoom("Garage");
    await other.signUp(grace);
    for (const name of ["Garage", "Kitchen"]) await other.joinRoom(name);
    const say = async (from: number, to: number) => {
      await other.store(there, numbered("garage", from, to));
      await other.store(here, numbered("kitchen", from, to));
    };
    /** Reads what is new in the one room, and goes back to the other. */
    const readBoth = async (last: number) => {
      for (const [name, text] of [
        ["Garage", `garage ${last}`],
        ["Kitchen", `kitchen ${last}`],
      ] as const) {
        await one.page.locator("#sidebar").getByRole("link", { name }).click();
        await one.sees(text);
      }
    };
    await say(1, 3);
    await readBoth(3);
    await one.live();
    const file = folder.at("wisp.tar.gz");
    expect(await command("backup", { DATA_DIR: join(node.directory, "data") }, file)).toMatchObject({
      code: 0,
    });
    await say(4, 8);
    await readBoth(8);
    const badge = one.page.locator(`#sidebar [data-room-id="${there}"] .badge`);
    await badge.waitFor({ state: "hidden" });

    await node.kill();
    const settings = { DATA_DIR: folder.at("data") };
    expect(await command("restore", settings, "--keep-sessions", file)).toMatchObject({ code: 0 });
    await using second = new WispNode({ RATE_LIMITS: "off", PORT: String(node.port), ...settings });
    await second.start();
    await one.tryNow();
    await one.until(async () => (await one.contents()).length === 3, "the page to show what was restored");
    expect(await one.contents()).toEqual(numbered("kitchen", 1, 3));
    await other.store(there, ["garage again"]);
    await badge.waitFor({ state: "visible" });
    await other.store(here, ["kitchen again"]);
    await one.sees("kitchen again");
    expect(await one.contents()).toEqual([...numbered("kitchen", 1, 3), "kitchen again"]);
    await one.write("and more");
    await one.sees("and more");
    expect(one.complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});
