import htmx from "htmx.org";
import { currentRoomId } from "../page.ts";
import { hideDetails, showBeside } from "./details.ts";

const wholePage = { target: "#main", select: "#main", selectOOB: "#sidebar:outerMorph", swap: "outerHTML" };

/** Back and forward bring in what changes; where in the messages one was is kept with them (static/room/place.ts). */
function restore(path: string): Promise<void> | void {
  const [, roomId, beside] = /^\/rooms\/([^/?]+)(\/members|\/threads\/[^/?]+)?(\?|$)/.exec(path) ?? [];
  if (!roomId || roomId !== currentRoomId()) return htmx.ajax("GET", path, { source: "#app", ...wholePage });
  return beside ? showBeside(path) : hideDetails();
}

export function watchHistory(): void {
  // htmx takes care of entries that it knows as its own.
  history.replaceState({ ...history.state, htmx: true }, "");
  document.addEventListener("htmx:before:history:restore", (event) => {
    event.preventDefault();
    void restore((event as CustomEvent<{ path: string }>).detail.path);
  });
}
