import type { Page } from "playwright-core";
import type { Line } from "../line.ts";
import { slowVisit } from "../pages.ts";
import { listedRooms, roomLink } from "../rooms.ts";
import { settled, type Form, type PageStage } from "../stage.ts";
import { Writer } from "../writer.ts";
import type { Part } from "./part.ts";
import { shiftLine, shiftsOf } from "./shifts.ts";

const LIVE = 20;
const text = (index: number) =>
  `Number ${index} of those who come while one looks.${index % 3 === 0 ? " With a longer tail, so that it takes a second line on a narrow screen, and maybe a third." : ""}`;

const shown = (page: Page, sequence: number) =>
  page.locator(`[data-sequence="${sequence}"]`).first().waitFor({ state: "attached" });

async function liveShift(stage: PageStage, form: Form): Promise<Line> {
  await using visit = await slowVisit(stage, form);
  const { page } = visit;
  await page.goto("/");
  await settled(page);
  await page.evaluate("bench.forgetShifts()");
  const roomId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await using writer = await Writer.open(stage);
  for (let index = 0; index < LIVE; index += 1) await shown(page, await writer.write(roomId, [text(index)]));
  await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))");
  return shiftLine(`4× slowed, ${form}, ${LIVE} messages arrive`, await shiftsOf(page));
}

/** On a phone by way of the list, which is another page there. */
async function change(page: Page, form: Form, roomId: string): Promise<void> {
  if (form === "phone") await page.goto("/home");
  await settled(page);
  await page.evaluate("bench.forgetShifts()");
  await roomLink(page, roomId).click();
  await page
    .locator(`#main[data-room-id="${roomId}"] [data-sequence]`)
    .first()
    .waitFor({ state: "attached" });
  await settled(page);
}

async function changeShift(stage: PageStage, form: Form): Promise<Line> {
  await using visit = await slowVisit(stage, form);
  const { page } = visit;
  await page.goto("/");
  const shifts = [];
  for (const roomId of (await listedRooms(page)).slice(0, 4)) {
    await change(page, form, roomId);
    shifts.push(...(await shiftsOf(page)));
  }
  return shiftLine(`4× slowed, ${form}, change of rooms`, shifts);
}

/** Whether anything jumps while the page is used. */
export const shift: Part = {
  name: "shift",
  async measure(stage) {
    const lines: Line[] = [];
    for (const form of ["desk", "phone"] as const)
      lines.push(await liveShift(stage, form), await changeShift(stage, form));
    return lines;
  },
};
