import { expect, test } from "bun:test";
import { openStage, type Stage } from "./stage.ts";
import { ada, type Visitor } from "./visitors.ts";

const stage = openStage();

const field = ({ page }: Visitor) => page.getByRole("searchbox", { name: "Search messages" });
const results = ({ page }: Visitor) => page.locator("#search-answer .search-result");
/** What is written a moment ago is found a moment later. */
const indexed = (one: Visitor, word: string) =>
  one.until(async () => {
    const answer = await one.context.request.get(`/api/search?query=${word}`);
    return ((await answer.json()) as { results: unknown[] }).results.length > 0;
  }, `${word} to be found`);

/** In a room in which much was said, one of it with this word. */
async function withWord(word: string, options?: Parameters<Stage["newcomer"]>[1]) {
  const one = await stage.newcomer(ada, options);
  const roomId = await one.createRoom("Lighthouse");
  const others = Array.from({ length: 70 }, (_, at) => `line ${at}`);
  await one.store(roomId, [`the ${word} is lit`, ...others]);
  await indexed(one, word);
  return { one, roomId };
}

test("as one writes, what was said is found, and leads to where it was said and back", async () => {
  const { one } = await withWord("beacon");
  await one.live();
  await one.page.keyboard.press("Control+Shift+F");
  await one.page.locator("#query:focus").waitFor();
  await field(one).pressSequentially("beac");
  await results(one).filter({ hasText: "the beacon is lit" }).waitFor();
  expect(await results(one).locator("mark").allTextContents()).toEqual(["beacon"]);
  expect(await field(one).inputValue()).toBe("beac");

  await results(one).getByRole("link").click();
  const message = one.stored("the beacon is lit");
  await message.waitFor();
  await one.until(() => message.isVisible(), "the message to be in view");
  await one.page.goBack();
  await results(one).waitFor();
  expect(await field(one).inputValue()).toBe("beac");

  await field(one).fill("nothing-of-the-kind");
  await one.page.getByText("Nothing found.").waitFor();
  expect(await results(one).count()).toBe(0);
});

test("the palette finds messages too, and the arrow keys lead to them", async () => {
  const { one } = await withWord("lantern");
  await one.page.goto("/home");
  await one.live();
  await one.page.keyboard.press("Control+K");
  await one.page.getByRole("combobox", { name: "Rooms, people, messages and commands" }).fill("lant");
  const options = one.page.locator("#palette-list").getByRole("option");
  await options.filter({ hasText: "the lantern is lit" }).waitFor();
  await one.page.keyboard.press("ArrowDown");
  expect(await one.page.locator("#palette-list [aria-selected=true]").textContent()).toContain("lantern");
  await one.page.keyboard.press("Enter");
  await one.sees("the lantern is lit");
});

test("without JavaScript: a form, its filters, and the room alone", async () => {
  const { one, roomId } = await withWord("torch", { javaScriptEnabled: false });
  await one.page.goto(`/rooms/${roomId}/members`);
  await one.page.getByRole("link", { name: "Search here" }).click();
  await one.page.getByRole("link", { name: /Only in Lighthouse/ }).waitFor();
  await field(one).fill("torch has:link ");
  await one.page.getByRole("button", { name: "Search", exact: true }).click();
  await one.page.getByText("Nothing found.").waitFor();
  await field(one).fill("from:me torch ");
  await one.page.getByRole("button", { name: "Search", exact: true }).click();
  await results(one).filter({ hasText: "the torch is lit" }).waitFor();
  await one.page.getByRole("link", { name: "Best match" }).click();
  await results(one).getByRole("link").click();
  await one.sees("the torch is lit");
  expect(one.roomId()).toBe(roomId);
});
