import { signal } from "@preact/signals";
import { render } from "preact";
import { deviceState, turnOn } from "./push.ts";
import { t } from "./words.ts";

const shownKey = "wisp-push-hint";
const open = signal(false);

function Hint() {
  if (!open.value) return null;
  const close = () => (open.value = false);
  const accept = () => {
    close();
    void turnOn().catch(() => undefined);
  };
  return (
    <aside class="push-hint panel" aria-label={t("notifications.hintLabel")}>
      <p>{t("notifications.hint")}</p>
      <div class="push-hint-actions">
        <button type="button" class="button button-quiet" onClick={close}>
          {t("notifications.notNow")}
        </button>
        <button type="button" class="button button-primary" onClick={accept}>
          {t("notifications.turnOn")}
        </button>
      </div>
    </aside>
  );
}

/**
 * Offers, once in a browser's life, to tell what was just missed: when the person has come back to the page, and only
 * where they were never asked.
 */
export async function offerOnce(): Promise<void> {
  if (
    localStorage.getItem(shownKey) ||
    (await deviceState()) !== "off" ||
    Notification.permission !== "default"
  )
    return;
  localStorage.setItem(shownKey, "shown");
  const host = document.body.appendChild(document.createElement("div"));
  render(<Hint />, host);
  open.value = true;
}
