import { currentRoomId } from "../page.ts";
import { goToNewest } from "../sidebar/refresh.ts";
import { scrollToEnd } from "../room/scroll.ts";
import { showsNewest } from "../room/messages.ts";
import { atEnd, unseen } from "../state.ts";

/** The newest page is a page of its own when a part of the past is on show. */
function jump(): void {
  if (showsNewest()) scrollToEnd();
  else goToNewest(currentRoomId() ?? "");
}

/** The way down, while the reader is further up. */
export function Jump() {
  const count = unseen.value;
  if (atEnd.value) return null;
  const label = count === 0 ? "Jump to newest" : count === 1 ? "1 new message" : `${count} new messages`;
  return (
    <button type="button" class="jump" data-count={count || undefined} onClick={jump}>
      {label} <span aria-hidden="true">↓</span>
    </button>
  );
}
