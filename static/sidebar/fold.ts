import { prefer } from "./standing.ts";

const folds = () => document.querySelectorAll<HTMLDetailsElement>("#sidebar .fold");
const foldedNow = () => [...folds()].filter(({ open }) => !open).map(({ dataset }) => dataset.section);

let known: string | undefined;

function fold(sections: (string | undefined)[]): void {
  known = sections.join();
  for (const section of folds()) section.open = !sections.includes(section.dataset.section);
}

/** How the sections of a sidebar that was just put in are folded is nothing that anybody did. */
export function adoptFolds(): void {
  known = foldedNow().join();
}

/** What is folded stays so, here and on other devices. A section that is not there keeps to what was said of it. */
export function watchFolds(): void {
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof Element) || !target.matches("#sidebar .fold")) return;
      const sections = foldedNow();
      if (known !== sections.join())
        prefer("foldedSections", sections, () => fold(sections)).catch(() => undefined);
    },
    { capture: true },
  );
}
