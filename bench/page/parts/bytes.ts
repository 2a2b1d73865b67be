import { budget, KB, weigh, type Weight } from "../../../test/support/weight.ts";
import type { Line } from "../line.ts";
import { settled } from "../stage.ts";
import type { Part } from "./part.ts";

const sum = ({ bytes }: Weight) => Object.values(bytes).reduce((total, each) => total + each, 0) / KB;

function linesOf(first: Weight, second: Weight): Line[] {
  const { Script, Stylesheet, Document, other } = first.bytes;
  const most = { Script: budget.Script / KB, Stylesheet: budget.Stylesheet / KB };
  return [
    {
      what: "First load: JavaScript, compressed",
      value: Script / KB,
      unit: "KB",
      most: most.Script,
      budget: true,
    },
    {
      what: "First load: CSS, compressed",
      value: Stylesheet / KB,
      unit: "KB",
      most: most.Stylesheet,
      budget: true,
    },
    { what: "First load: HTML, compressed", value: Document / KB, unit: "KB" },
    { what: "First load: the rest", value: other / KB, unit: "KB" },
    { what: "First load: requests", value: first.requests, unit: "" },
    { what: "Second load: all, the rest from the cache", value: sum(second), unit: "KB" },
    { what: "Second load: requests", value: second.requests, unit: "" },
  ];
}

/** What a newcomer's first room costs, and coming back to it. */
export const bytes: Part = {
  name: "bytes",
  async measure(stage) {
    await using visit = await stage.visit();
    const load = async () => {
      await visit.page.goto("/");
      await settled(visit.page);
    };
    const first = await weigh(visit.cdp, load);
    return linesOf(first, await weigh(visit.cdp, load));
  },
};
