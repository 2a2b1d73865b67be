import { nameOf } from "./name.ts";

/** What has to be read whole to be used; names that people chose may end in an ellipsis. */
const NEEDED =
  "button, .button, label, legend, h2, h3, summary, th, [role=tab], [role=menuitem], [role=option]";
const CHOSEN = "bdi, [dir=auto], time";
/** Pixels: a fraction is rounded. */
const SLACK = 1;

function isCut(element: Element): boolean {
  const { overflowX, overflowY } = getComputedStyle(element);
  const across = overflowX !== "visible" && element.scrollWidth > element.clientWidth + SLACK;
  const down = overflowY !== "visible" && element.scrollHeight > element.clientHeight + SLACK;
  return across || down;
}

const isShown = (element: Element) =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.clientWidth > SLACK;

/** Labels of things to press or to fill in that do not fit where they stand. */
export const cutTexts = (): string[] =>
  [...document.body.querySelectorAll(NEEDED)]
    .filter((element) => element.querySelector(CHOSEN) === null && isShown(element) && isCut(element))
    .map(nameOf);
