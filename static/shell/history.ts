import htmx from "htmx.org";
import { currentRoomId } from "../page.ts";
import { cameFrom, hideDetails, showBeside } from "./details.ts";

const wholePage = { target: "#main", select: "#main", selectOOB: "#sidebar:outerMorph", swap: "outerHTML" };

/** Back and forward bring in what changes; where in the messages one was is kept with them (static/room/place.ts). */
function restore(path: string): Promise<void> | void {
  const [, roomId, beside] = /^\/rooms\/([^/?]+)(\/members|\/threads\/[^/?]+)?(\?|$)/.exec(path) ?? [];
  if (!roomId || roomId !== currentRoomId()) return htmx.ajax("GET", path, { source: "#app", ...wholePage });
  return beside ? showBeside(path) : hideDetails();
}

/** A way back on the page is the browser's own one where both lead to the same place: or they would pile up. */
function clicked(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-back]");
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!cameFrom(link.pathname)) return;
  event.preventDefault();
  event.stopPropagation();
  history.back();
}

export function watchHistory(): void {
  // htmx takes care of entries that it knows as its own.
  history.replaceState({ ...history.state, htmx: true }, "");
  document.addEventListener("htmx:before:history:restore", (event) => {
    event.preventDefault();
    void restore((event as CustomEvent<{ path: string }>).detail.path);
  });
  // Before htmx sees the click.
  document.addEventListener("click", clicked, { capture: true });
  // A finger can also push the pane aside.
  if (matchMedia("(pointer: coarse)").matches)
    void import("../lazy/swipe.ts").then(({ watchSwipes }) => watchSwipes());
}
