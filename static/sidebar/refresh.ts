import htmx from "htmx.org";

let pending: number | undefined;

/** Fetches the sidebar anew: a room has appeared, gone or been renamed. Several causes at once make one request. */
export function refreshSidebar(): void {
  pending ??= setTimeout(() => {
    pending = undefined;
    const path = encodeURIComponent(location.pathname);
    void htmx.ajax("GET", `/sidebar?path=${path}`, { target: "#sidebar", swap: "outerMorph" });
  }, 150);
}

/** Loads the room on show afresh, where changes can no longer tell what has happened. */
export function reloadRoom(): void {
  void htmx.ajax("GET", location.pathname + location.search, {
    target: "#main",
    select: "#main",
    selectOOB: "#sidebar:outerMorph",
    swap: "outerHTML",
  });
}
