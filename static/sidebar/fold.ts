import { request } from "../live/api.ts";

const folds = () => document.querySelectorAll<HTMLDetailsElement>("#sidebar .fold");
const foldedNow = () => [...folds()].filter(({ open }) => !open).map(({ dataset }) => dataset.section);

let told: string | undefined;

/** What is folded stays so, here and on other devices. A section that is not there keeps to what was said of it. */
export function watchFolds(): void {
  told = foldedNow().join();
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof Element) || !target.matches("#sidebar .fold")) return;
      const foldedSections = foldedNow();
      if (told === foldedSections.join()) return;
      told = foldedSections.join();
      void request("PATCH", "/api/users/me/preferences", { foldedSections }).catch(() => undefined);
    },
    { capture: true },
  );
}
