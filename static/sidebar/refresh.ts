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

const wholePage = { target: "#main", select: "#main", selectOOB: "#sidebar:outerMorph", swap: "outerHTML" };

/** Goes to the newest messages of a room whose past is on show. */
export function goToNewest(roomId: string): void {
  void htmx.ajax("GET", `/rooms/${roomId}`, { ...wholePage, push: "true" });
}

/** Loads the room on show afresh, where changes can no longer tell what has happened. */
export function reloadRoom(): void {
  void htmx.ajax("GET", location.pathname + location.search, wholePage);
}
