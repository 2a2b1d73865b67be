import { scroller } from "../page.ts";
import { atEnd, unseen } from "../state.ts";
import { showsNewest } from "./messages.ts";

const nearlyThere = 48;

/** The list is laid out from below (styles/conversation.css): its end is 0, and above it scrollTop is negative. */
export function updateAtEnd(): void {
  const box = scroller();
  atEnd.value = box ? showsNewest() && Math.abs(box.scrollTop) < nearlyThere : true;
  if (atEnd.value) unseen.value = 0;
}

export function scrollToEnd(): void {
  scroller()?.scrollTo({ top: 0 });
  updateAtEnd();
}

let following: number | undefined;

/** Follows what was put in below, once a frame however much it was: each look at the scroll position is a layout. */
export function followEnd(): void {
  following ??= requestAnimationFrame(() => {
    following = undefined;
    scrollToEnd();
  });
}

/** The element of the list that the reader sees first. */
export function messageAtTop(box: HTMLElement): Element | null {
  const { left, top, width } = box.getBoundingClientRect();
  return document.elementFromPoint(left + width / 2, top + 12)?.closest(".message, .day, .new-line") ?? null;
}

/**
 * A wheel that is still turning goes on from where the compositor takes the view to be: counted from above, which what was
 * put in there has moved. Chromium 156 tells it of the new place only where that is another one.
 */
function settleAt(box: HTMLElement, top: number): void {
  box.scrollTop = top - 1;
  box.scrollTop = top;
}

/** Changes the list; what the reader looks at stays where it is, unless that is the end, which stays the end. */
export function keepingPlace<Result>(change: () => Result): Result {
  const box = scroller();
  const anchor = box && !atEnd.peek() ? messageAtTop(box) : null;
  const before = anchor?.getBoundingClientRect().top;
  const result = change();
  if (box && anchor?.isConnected && before !== undefined)
    settleAt(box, box.scrollTop + anchor.getBoundingClientRect().top - before);
  return result;
}

/** Follows the reader's own scrolling. `reached` is called when the end comes into view, `rested` when the scrolling is over. */
export function watchScroll(reached: () => void, rested: () => void): void {
  scroller()?.addEventListener("scrollend", rested, { passive: true });
  scroller()?.addEventListener(
    "scroll",
    () => {
      const before = atEnd.peek();
      updateAtEnd();
      if (!before && atEnd.peek()) reached();
    },
    { passive: true },
  );
}
