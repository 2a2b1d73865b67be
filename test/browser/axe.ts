/** What axe finds on a page; the same rules for all tests. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { settled } from "./fit.ts";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The rules that another theme may break; the rest holds in all of them. */
const colours = ["color-contrast", "link-in-text-block"];

/** Within the page alone, which has no frames: else each look would open another one to gather their findings. */
async function violations(page: Page, builder: AxeBuilder, look: string): Promise<string[]> {
  await settled(page);
  const found = (await builder.setLegacyMode().analyze()).violations;
  const place = `${new URL(page.url()).pathname}${look && `, ${look}`}`;
  return found.map(
    ({ id, nodes }) => `${place}: ${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}

/** `look` names the theme or size in the findings. */
export function findings(page: Page, look = ""): Promise<string[]> {
  const builder = new AxeBuilder({ page }).options({
    runOnly: { type: "tag", values: tags },
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
  });
  return violations(page, builder, look);
}

/** Of a page that `findings` has looked at, and that now wears another theme. */
export function colourFindings(page: Page, look: string): Promise<string[]> {
  // Axe is in the page already.
  const builder = new AxeBuilder({ page, axeSource: "void axe" }).options({
    runOnly: { type: "rule", values: colours },
    resultTypes: ["violations"],
  });
  return violations(page, builder, look);
}
