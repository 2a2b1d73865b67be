import type { HtmlMessageEvent } from "../../src/lib/contract/frames.ts";
import { currentUnread, lastRead } from "../sidebar/counters.ts";
import { unseen } from "../state.ts";
import { putMessage, showsNewest } from "./messages.ts";
import { isReading, markNew } from "./reading.ts";
import { isMine } from "../page.ts";
import { followEnd, keepingPlace } from "./scroll.ts";

function announce(event: HtmlMessageEvent): void {
  const item = document.getElementById(`message-${event.messageId}`);
  if (isReading() || (item && isMine(item)) || event.sequence <= lastRead(event.roomId)) return;
  unseen.value += 1;
  if (item) markNew(item, currentUnread() === 0);
}

function put(event: HtmlMessageEvent, arrived: () => void): boolean {
  const { inserted } = putMessage(event);
  arrived();
  if (inserted || (event.type === "new_message" && !showsNewest())) announce(event);
  return inserted;
}

/** Shows a change of the room on show: in its place, once, without moving what is being read. */
export function showMessage(event: HtmlMessageEvent, arrived: () => void): void {
  const inserted = keepingPlace(() => put(event, arrived));
  if (inserted && isReading()) followEnd();
}
