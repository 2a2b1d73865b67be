import { readFileSync } from "node:fs";
import { join } from "node:path";
import { iconNames } from "../../views/icon-names.ts";

/** The shape of one icon, without what the style sheet says of all of them. */
function symbol(folder: string, name: string): string {
  const source = readFileSync(join(folder, `${name}.svg`), "utf8");
  const shape = source.replace(/<\/?svg[^>]*>/g, "").replace(/ stroke-line(?:cap|join)="round"/g, "");
  return `<symbol id="icon-${name}" viewBox="0 0 24 24">${shape.replace(/\s*\n\s*/g, "")}</symbol>`;
}

/** The icons that pages draw by name, from their package: each shape is in the page once, however often it is shown. */
export function iconSprite(root: string): string {
  const folder = join(root, "node_modules/heroicons/24/outline");
  return `<svg class="icon-shapes" hidden="">${iconNames.map((name) => symbol(folder, name)).join("")}</svg>`;
}
