import htmx from "htmx.org";
import { onOwnChange } from "./live/own.ts";
import { refreshSidebar } from "./sidebar/refresh.ts";

const part = { target: "#saved", select: "#saved", swap: "outerHTML" };

function refreshPage(): void {
  if (document.getElementById("saved")) void htmx.ajax("GET", location.pathname + location.search, part);
}

async function reminded(): Promise<void> {
  refreshPage();
  refreshSidebar();
  const { showReminded } = await import("./lazy/reminded.ts");
  await showReminded();
}

/** The first time is when the page has just come, with all that there is to know. */
function afterFirst(refresh: () => void): () => void {
  let first = true;
  return () => {
    if (!first) refresh();
    first = false;
  };
}

/** Keeps the list of saved messages and reminders as it is on the person's other devices. */
export function watchOwnLists(): void {
  onOwnChange("saved", afterFirst(refreshPage));
  onOwnChange(
    "reminders",
    afterFirst(() => void reminded()),
  );
}
