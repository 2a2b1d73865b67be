import { onOwnChange } from "./live/own.ts";
import { refreshPage, refreshSidebar } from "./sidebar/refresh.ts";

/** Fetches a list anew, on the page that shows it. */
function refresh(target: "#saved" | "#scheduled"): void {
  if (document.querySelector(target)) refreshPage({ target, swap: "outerMorph" });
}

async function reminded(): Promise<void> {
  refresh("#saved");
  refreshSidebar();
  const { showReminded } = await import("./lazy/reminded.ts");
  await showReminded();
}

/** The first time is when the page has just come. */
function afterFirst(work: () => void): () => void {
  let first = true;
  return () => {
    if (!first) work();
    first = false;
  };
}

/** Keeps lists of one's own as they are on the person's other devices, from when the connection stands: what was saved while the page was on its way is not told. */
export function watchOwnLists(): void {
  onOwnChange("saved", () => refresh("#saved"));
  onOwnChange("scheduled", () => refresh("#scheduled"));
  onOwnChange(
    "reminders",
    afterFirst(() => void reminded()),
  );
  onOwnChange("threads", () => {
    void import("./lazy/thread/unread.ts").then(({ refreshSoon }) => refreshSoon());
  });
}
