import { cameFrom } from "./details.ts";

/** A way back on the page is the browser's own one where both lead to the same place: or they would pile up. */
function clicked(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-back]");
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!cameFrom(link.pathname)) return;
  event.preventDefault();
  event.stopPropagation();
  history.back();
}

/** Before htmx sees the click. A finger can also push the pane aside. */
export function watchBack(): void {
  document.addEventListener("click", clicked, { capture: true });
  if (matchMedia("(pointer: coarse)").matches)
    void import("../lazy/swipe.ts").then(({ watchSwipes }) => watchSwipes());
}
