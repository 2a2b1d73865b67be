import { nameOf } from "./name.ts";

type Noted = { element: Element; look: string; inView: boolean };

const noted: Noted[] = [];
/** Elements around the focused one whose look may tell, such as the frame of a text field. */
const AROUND = 3;
const TELLING = ["outline", "box-shadow", "border-color", "background-color", "text-decoration"];

function around(element: Element): Element[] {
  const chain = [element];
  while (chain.length <= AROUND && chain.at(-1)?.parentElement) chain.push(chain.at(-1)!.parentElement!);
  return chain;
}

const lookOf = (element: Element) =>
  around(element)
    .map((each) => TELLING.map((property) => getComputedStyle(each).getPropertyValue(property)).join(";"))
    .join("|");

/** Whether some of it can be seen: within the window, and nothing lies over it. */
function isInView(element: Element): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const there = document.elementFromPoint(x, y);
  return there !== null && (element.contains(there) || there.contains(element));
}

/** Remembers the focused element; false once the focus is back at one that was there before, or has left the page. */
export function noteFocus(): boolean {
  const element = document.activeElement;
  if (!element || element === document.body || noted.some((each) => each.element === element)) return false;
  noted.push({ element, look: lookOf(element), inView: isInView(element) });
  return true;
}

/** Which of the remembered ones looked no different while they had the focus, or could not be seen. */
export function unseenFocus(): { count: number; unseen: string[] } {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  const unseen = noted.flatMap(({ element, look, inView }) => {
    if (!inView) return [`${nameOf(element)} is out of view`];
    return element.isConnected && lookOf(element) === look
      ? [`${nameOf(element)} looks as without focus`]
      : [];
  });
  return { count: noted.length, unseen };
}
