import type { Preferences } from "../../src/lib/contract/preferences.ts";
import { prefer } from "../live/preferences.ts";
import { stand } from "./standing.ts";

type Sections = Preferences["foldedSections"];

const folds = () => document.querySelectorAll<HTMLDetailsElement>("#sidebar .fold");
const foldedNow = () =>
  [...folds()].filter(({ open }) => !open).map(({ dataset }) => dataset.section) as Sections;

let known: string | undefined;

function fold(sections: Sections): void {
  known = sections.join();
  for (const section of folds()) section.open = !sections.some((name) => name === section.dataset.section);
}

/** How the sections of a sidebar that was just put in are folded is nothing that anybody did. */
export function adoptFolds(): void {
  known = foldedNow().join();
}

/** What is folded stays so, here and on other devices. */
export function watchFolds(): void {
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof Element) || !target.matches("#sidebar .fold")) return;
      const sections = foldedNow();
      if (known === sections.join()) return;
      stand("folds", () => fold(sections), prefer({ foldedSections: sections })).catch(() => undefined);
    },
    { capture: true },
  );
}
