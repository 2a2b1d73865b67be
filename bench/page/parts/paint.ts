import type { Line } from "../line.ts";
import { open, pages, slowVisit, type Opened } from "../pages.ts";
import type { Form, PageStage } from "../stage.ts";
import type { Paints } from "../seen.ts";
import type { Part } from "./part.ts";
import { shiftLine, shiftsOf } from "./shifts.ts";

async function painted(stage: PageStage, form: Form, of: Opened): Promise<Line[]> {
  await using visit = await slowVisit(stage, form, of.signedIn);
  const { page } = visit;
  await open(page, of);
  const { first, largest } = await page.evaluate<Paints>("bench.paints()");
  const what = `4× slowed, ${form}, ${of.name}`;
  return [
    { what: `${what}: first contentful paint`, value: first, unit: "ms", most: 1000 },
    { what: `${what}: largest contentful paint`, value: largest, unit: "ms" },
    shiftLine(what, await shiftsOf(page)),
  ];
}

/** How soon each page is there and whether it stays where it is, on a slow machine with an empty cache. */
export const paint: Part = {
  name: "paint",
  async measure(stage) {
    const lines: Line[] = [];
    for (const form of ["desk", "phone"] as const)
      for (const of of pages) lines.push(...(await painted(stage, form, of)));
    return lines;
  },
};
