import type { LazyKey } from "../../words/index.ts";
import type { Values } from "../../words/format.ts";
import { t } from "./words.ts";

/** A message of the system comes as it is said to nobody in particular (views/messages/note.ts): says it in the page's language. */
export function sayAgain(item: HTMLElement): void {
  for (const saying of item.querySelectorAll<HTMLElement>("[data-say]")) {
    const values = JSON.parse(saying.dataset.values ?? "{}") as Values;
    saying.textContent = t(saying.dataset.say as LazyKey, values);
  }
}
