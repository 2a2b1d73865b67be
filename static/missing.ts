import { notice } from "./state.ts";
import { t } from "./words.ts";

/** As Chromium, Firefox and Safari say it: no code tells it from other errors. */
const isMissing = (reason: unknown) => reason instanceof TypeError && /\bmodule\b/.test(reason.message);

/** Says so where a module that is loaded when it is first asked for (static/lazy) was kept away, and nobody else says it. */
export function watchMissing(): void {
  addEventListener("unhandledrejection", (event) => {
    if (!isMissing(event.reason)) return;
    event.preventDefault();
    notice.value = t("connection.notLoaded");
  });
}
