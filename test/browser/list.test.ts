/** How much of a room is in the page, where in it one is, and who else has been there. */
import { expect, test } from "bun:test";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `number ${from + index}.`);

async function inARoom(name: string, count: number): Promise<[Visitor, string]> {
  const one = await stage.newcomer(ada);
  const roomId = await one.createRoom(name);
  await one.store(roomId, numbered(1, count));
  await one.page.reload();
  await one.sees(`number ${count}.`);
  await one.live();
  return [one, roomId];
}

const shown = ({ page }: Visitor) => page.locator("#messages .message").count();
const scrollTo = ({ page }: Visitor, end: "top" | "bottom") =>
  page.locator("#scroller").evaluate((box, where) => {
    box.scrollTo({ top: where === "top" ? -box.scrollHeight : 0 });
  }, end);

/** Follows the newest link that a message contains, on this page. */
const followLast = ({ page }: Visitor) =>
  page
    .locator("#messages .message-content a")
    .last()
    .evaluate((anchor: { click(): void; removeAttribute(name: string): void }) => {
      anchor.removeAttribute("target");
      anchor.click();
    });
/** From now on a scroll ends in the very moment in which one goes back or forward. */
const scrollOnTheWay = ({ page }: Visitor) =>
  page.evaluate(`addEventListener("popstate", () =>
    document.getElementById("scroller").dispatchEvent(new Event("scrollend")))`);
/** The message that is remembered as the uppermost on show. */
const placeOf = ({ page }: Visitor) => page.evaluate<number | undefined>("history.state.place?.sequence");
async function scrollUp(one: Visitor, pixels: number): Promise<number | undefined> {
  await one.page.locator("#scroller").evaluate((box, by) => box.scrollTo({ top: -by }), pixels);
  await one.until(async () => (await placeOf(one)) !== undefined, "the place to be remembered");
  return placeOf(one);
}

test("the page holds a few hundred messages, however many come and however far one goes", async () => {
  const [one, roomId] = await inARoom("Endless", 60);
  await one.store(roomId, numbered(61, 420));
  await one.sees("number 420.");
  expect(await shown(one)).toBeLessThanOrEqual(350);
  expect(await one.stored("number 1.").count()).toBe(0);
  await one.until(async () => {
    await scrollTo(one, "top");
    return (await one.page.locator(".beginning").count()) === 1;
  }, "the beginning of the room");
  expect(await shown(one)).toBeLessThanOrEqual(400);
  expect(await one.stored("number 420.").count()).toBe(0);
  await one.until(async () => {
    await scrollTo(one, "bottom");
    return (await one.stored("number 420.").count()) === 1;
  }, "the newest message");
  const contents = await one.contents();
  expect(contents).toEqual(numbered(421 - contents.length, 420));
  await one.store(roomId, ["after all"]);
  await one.sees("after all");
});

test("a link to a message leads there without a new page, and back again to where one was", async () => {
  const [one, roomId] = await inARoom("Linked", 160);
  const { messages } = (await (
    await one.context.request.get(`/api/rooms/${roomId}/messages?before=21&limit=1`)
  ).json()) as { messages: { id: string }[] };
  const link = `${new URL(one.page.url()).origin}/rooms/${roomId}?at=20#message-${messages[0]?.id}`;
  await one.write(`see ${link}`);
  await one.sees(link);
  await one.composer.fill("half a thought");
  await one.page.evaluate("document.documentElement.dataset.same = 'page'");
  await followLast(one);
  await one.page.locator("#messages .highlighted", { hasText: "number 20." }).waitFor();
  expect(new URL(one.page.url()).searchParams.get("at")).toBe("20");
  const box = await one.stored("number 20.").boundingBox();
  expect(Math.abs((box?.y ?? 0) - 400)).toBeLessThan(150);
  expect(await one.composer.inputValue()).toBe("half a thought");
  await one.page.goBack();
  await one.sees(link);
  expect(await one.page.evaluate("document.documentElement.dataset.same")).toBe("page");
  expect(await one.composer.inputValue()).toBe("half a thought");
});

test("a scroll that ends as one goes back is not of where one goes back to", async () => {
  const [one, roomId] = await inARoom("Momentum", 160);
  const link = `/rooms/${roomId}?at=20`;
  await one.write(`see ${new URL(one.page.url()).origin}${link}`);
  await one.sees(link);
  await scrollOnTheWay(one);
  await followLast(one);
  await one.page.locator("#messages .highlighted", { hasText: "number 20." }).waitFor();
  await one.page.goBack();
  await one.sees(link);
});

test("a scroll in another room that ends as one goes back is not of where one goes back to", async () => {
  const [one, roomId] = await inARoom("Before", 60);
  await one.store(await one.createRoom("Behind"), numbered(1, 60));
  await one.roomLink("Before").click();
  await one.page.waitForURL(`**/rooms/${roomId}`);
  const place = await scrollUp(one, 600);
  await one.roomLink("Behind").click();
  await one.page.waitForURL((url) => !url.pathname.endsWith(roomId));
  await one.sees("number 60.");
  await scrollUp(one, 900);
  await scrollOnTheWay(one);
  await one.page.goBack();
  await one.page.waitForURL(`**/rooms/${roomId}`);
  await one.page.locator("#room-header").getByRole("heading", { name: "Before" }).waitFor();
  expect(await placeOf(one)).toBe(place);
});

test("one sees up to where the others have read, and in a direct room that it came", async () => {
  const [one] = await inARoom("Receipts", 1);
  const other = await stage.newcomer(grace);
  await other.joinRoom("Receipts");
  const read = (text: string) => one.stored(text).getByRole("img", { name: "Read by Grace Hopper" });
  await one.write("can you read this?");
  await one.sees("can you read this?");
  await read("can you read this?").waitFor();
  expect(await one.page.locator(".receipts").count()).toBe(1);
  await other.page.goto("/people");
  await one.write("and this?");
  await one.sees("and this?");
  await read("can you read this?").waitFor();
  await one.page.reload();
  await read("can you read this?").waitFor();

  const { username } = (await (await other.context.request.get("/api/users/me")).json()) as {
    username: string;
  };
  await one.page.goto(`/people/${username}`);
  await one.page
    .getByRole("main")
    .getByRole("button", { name: /message/i })
    .click();
  await one.page.getByRole("heading", { name: /Grace/, level: 1 }).waitFor();
  await one.live();
  await other.live();
  await one.write("psst");
  await one.stored("psst").getByRole("img", { name: "Delivered" }).waitFor();
});
