import htmx from "htmx.org";

let pending: number | undefined;
let wanted = false;

/** Fetches the sidebar anew: a room has appeared, gone or been renamed. Several causes at once make one request. */
export function refreshSidebar(): void {
  wanted = true;
  pending ??= setTimeout(() => {
    pending = undefined;
    const path = encodeURIComponent(location.pathname);
    void htmx.ajax("GET", `/sidebar?path=${path}`, { target: "#sidebar", swap: "outerMorph" });
  }, 150);
}

/** A swap has brought a new one. */
export function sidebarArrived(): void {
  wanted = false;
}

/** The one that was asked for while the network was away. */
export function refreshMissedSidebar(): void {
  if (wanted) refreshSidebar();
}

/**
 * Fetches the page on show anew, or a part of it. The sidebar has a queue of its own (its source is the body); in this one,
 * of several that wait the last is fetched (`hx-sync` of the document), and none takes the place of a move.
 */
export function refreshPage(part: { target: string; swap: string; selectOOB?: string }): void {
  const { target } = part;
  void htmx.ajax("GET", location.pathname + location.search, { ...part, source: "html", select: target });
}

/** Loads the room on show afresh, where changes can no longer tell what has happened. */
export const reloadRoom = (): void =>
  refreshPage({ target: "#main", swap: "outerHTML", selectOOB: "#sidebar:outerMorph" });
