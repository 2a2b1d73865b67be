import htmx from "htmx.org";
import { onOwnChange } from "./live/own.ts";

const part = { target: "#scheduled", select: "#scheduled", swap: "outerHTML" };

/** Keeps the list of scheduled messages as it is: they are sent, and changed on the person's other devices. */
export function watchScheduled(): void {
  // The first time is when the page has just come.
  let first = true;
  onOwnChange("scheduled", () => {
    if (!first && document.getElementById("scheduled"))
      void htmx.ajax("GET", location.pathname + location.search, part);
    first = false;
  });
}
