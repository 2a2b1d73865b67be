/** On a phone, where one pane is shown at a time, a finger pushes it aside to get back to the one before. */

const narrow = matchMedia("(width < 44rem)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
/** Pixels after which a finger has a direction. */
const slop = 10;
/** Of the pane's width; or quicker than this, in pixels a millisecond. */
const farEnough = 0.33;
const quickEnough = 0.5;

type Swipe = { pane: HTMLElement; id: number; x: number; y: number; at: number; moving: boolean };
let swipe: Swipe | undefined;

const app = () => document.querySelector<HTMLElement>("#app");
const forward = () => (document.dir === "rtl" ? -1 : 1);

/** The pane on top, and the link in it that leads back. */
const topPane = () => document.querySelector<HTMLElement>("#details:not([hidden]), #main:not(.home)");
const wayBack = (pane: HTMLElement) => pane.querySelector<HTMLElement>("[data-details=close], [data-back]");

/** What scrolls sideways itself, or wants the finger for a selection, keeps it. */
function isTaken(target: Element): boolean {
  for (let box: Element | null = target; box && box.id !== "app"; box = box.parentElement) {
    if (box.matches("input, textarea, select, [contenteditable]")) return true;
    if (box.scrollWidth > box.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(box).overflowX))
      return true;
  }
  return false;
}

function begin(event: PointerEvent): void {
  const pane = topPane();
  if (event.pointerType !== "touch" || !event.isPrimary || !narrow.matches || !pane) return;
  if (!pane.contains(event.target as Node) || isTaken(event.target as Element)) return;
  const { pointerId: id, clientX: x, clientY: y, timeStamp: at } = event;
  swipe = { pane, id, x, y, at, moving: false };
}

const distance = ({ x }: Swipe, event: PointerEvent) => Math.max(0, (event.clientX - x) * forward());

/** A finger that goes up or down first is scrolling. */
function decide(current: Swipe, event: PointerEvent): void {
  const across = distance(current, event);
  const along = Math.abs(event.clientY - current.y);
  if (along > slop && along > across) swipe = undefined;
  else if (across > slop) {
    current.moving = true;
    current.pane.setPointerCapture(current.id);
    app()?.toggleAttribute("data-swiping", true);
  }
}

function move(event: PointerEvent): void {
  if (!swipe || event.pointerId !== swipe.id) return;
  if (!swipe.moving) decide(swipe, event);
  if (swipe?.moving && !calm.matches) swipe.pane.style.translate = `${distance(swipe, event) * forward()}px`;
}

function settle(pane: HTMLElement): void {
  pane.style.translate = "";
  app()?.removeAttribute("data-swiping");
}

function finish(event: PointerEvent): void {
  const ended = swipe;
  if (!ended || event.pointerId !== ended.id) return;
  swipe = undefined;
  if (!ended.moving) return;
  const across = distance(ended, event);
  const speed = across / (event.timeStamp - ended.at);
  const done =
    event.type === "pointerup" && (across > ended.pane.clientWidth * farEnough || speed > quickEnough);
  if (!done) return settle(ended.pane);
  addEventListener("popstate", () => settle(ended.pane), { once: true });
  document.addEventListener("htmx:after:swap", () => settle(ended.pane), { once: true });
  wayBack(ended.pane)?.click();
}

export function watchSwipes(): void {
  document.addEventListener("pointerdown", begin, { passive: true });
  document.addEventListener("pointermove", move, { passive: true });
  for (const type of ["pointerup", "pointercancel"] as const) document.addEventListener(type, finish);
}
