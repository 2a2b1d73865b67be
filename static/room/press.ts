import { actable } from "../page.ts";

const pressMilliseconds = 450;
const slackPixels = 10;

/** A finger that rests on a message opens what can be done with it, from below. */
export function watchPress(): void {
  let timer: number | undefined;
  let start = { x: 0, y: 0 };
  const cancel = () => clearTimeout(timer);
  document.addEventListener("pointerdown", ({ target, pointerType, clientX, clientY }) => {
    cancel();
    const item = target instanceof Element ? target.closest<HTMLElement>(actable) : null;
    if (pointerType !== "touch" || !item || item.querySelector(".message-edit-host")) return;
    start = { x: clientX, y: clientY };
    timer = setTimeout(() => void open(item), pressMilliseconds);
  });
  document.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (Math.hypot(clientX - start.x, clientY - start.y) > slackPixels) cancel();
  });
  for (const end of ["pointerup", "pointercancel", "scroll"]) document.addEventListener(end, cancel, true);
  // Otherwise the browser's own menu, or a selection, comes in between.
  document.addEventListener("contextmenu", (event) => {
    const touched = event instanceof PointerEvent && event.pointerType === "touch";
    if (touched && event.target instanceof Element && event.target.closest(actable)) event.preventDefault();
  });
}

async function open(item: HTMLElement): Promise<void> {
  const { openActions } = await import("../lazy/message-actions.tsx");
  openActions(item);
}
