import { Icon } from "../icon.tsx";
import { showNewest } from "../room/history.ts";
import { showsNewest } from "../room/messages.ts";
import { scrollToEnd } from "../room/scroll.ts";
import { atEnd, unseen } from "../state.ts";
import { t } from "../words.ts";

/** The newest messages are fetched where a part of the past is on show. */
async function jump(): Promise<void> {
  if (showsNewest() || (await showNewest())) scrollToEnd();
}

/** The way down, while the reader is further up. */
export function Jump() {
  const count = unseen.value;
  if (atEnd.value) return null;
  const label = count === 0 ? t("messages.newest") : t("messages.arrived", { count });
  return (
    <button type="button" class="jump" data-count={count || undefined} onClick={() => void jump()}>
      {label} <Icon name="arrow-down" />
    </button>
  );
}
