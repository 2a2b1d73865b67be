import { nameOf } from "./name.ts";

/** What people wrote, and what is the same in every language. */
const FOREIGN =
  "[dir=auto], bdi, time, code, kbd, samp, script, style, textarea, [translate=no], [lang]:not(html), .icon-shapes";
const SPOKEN = ["aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt"];
/** The name of the product, and addresses. */
const NAMES = /\bWisp\b|\S*@\S+/g;

/**
 * In the pseudo language every small letter of the catalogue has an accent, and a text stands in ⟦…⟧, with values
 * inside as they are. Two plain letters beside each other in a text without brackets were never in the catalogue.
 */
const isPlain = (text: string) => !/[⟦⟧]/.test(text) && /[a-z]{2}/.test(text.replace(NAMES, ""));

const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });

function textsOf(element: Element): string[] {
  const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
  const words = own.map((node) => node.textContent?.trim() ?? "");
  const spoken = SPOKEN.map((name) => element.getAttribute(name) ?? "");
  const drawn = ["::before", "::after"].map((part) => getComputedStyle(element, part).content);
  return [...words, ...spoken, ...drawn.filter((content) => content.startsWith('"'))];
}

/** Texts that a person sees or hears and that did not come from the catalogue. */
export function plainTexts(): string[] {
  const found = new Set<string>();
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest(FOREIGN) || !isShown(element)) continue;
    for (const text of textsOf(element).filter(isPlain)) found.add(`${nameOf(element)}: ${text}`);
  }
  return [...found];
}
