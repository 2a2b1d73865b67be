import { onOwnChange } from "../live/own.ts";

/** The list of followed threads, and how many unread replies they have, are kept up to date from when the connection stands. */
export function watchThreads(): void {
  onOwnChange("threads", () => {
    void import("../lazy/thread/unread.ts").then(({ refreshSoon }) => refreshSoon());
  });
}
