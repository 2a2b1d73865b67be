import type { HtmlMessageEvent } from "../../src/lib/contract/frames.ts";
import { isMine } from "../page.ts";
import { currentUnread, lastRead } from "../sidebar/counters.ts";
import { atEnd, unseen } from "../state.ts";
import { adoptItem, focusMessage } from "./feed.ts";
import { heard } from "./heard.ts";
import { watchWays } from "./history.ts";
import { type Put, putMessage, showsNewest } from "./messages.ts";
import { isReading, markNew } from "./reading.ts";
import { focusReaction } from "./reactions.ts";
import { receiptsMoved } from "./receipts.ts";
import { followEnd, keepingPlace, updateAtEnd } from "./scroll.ts";
import { trim } from "./trim.ts";

function announce(event: HtmlMessageEvent, item: HTMLElement | undefined): void {
  if (event.type === "new_message" && item && !isMine(item)) heard(item);
  if (isReading() || (item && isMine(item)) || event.sequence <= lastRead(event.roomId)) return;
  unseen.value += 1;
  if (item) markNew(item, currentUnread() === 0);
}

/** The list does not grow with what comes: whoever is at its end forgets its beginning, and whoever is not, its end. */
function cut(): void {
  if (!trim(atEnd.peek() ? "older" : "newer")) return;
  updateAtEnd();
  watchWays();
}

function adopt({ item, hadFocus, reaction = "" }: Put): void {
  if (!item) return;
  adoptItem(item);
  receiptsMoved();
  if (!hadFocus) return;
  focusMessage(item);
  focusReaction(item, reaction);
}

function put(event: HtmlMessageEvent, arrived: () => void): boolean {
  const result = putMessage(event);
  arrived();
  adopt(result);
  const { item, inserted } = result;
  if (inserted || (event.type === "new_message" && !showsNewest())) announce(event, item);
  if (inserted) cut();
  return inserted;
}

/** Shows a change of the room on show: in its place, once, without moving what is being read. */
export function showMessage(event: HtmlMessageEvent, arrived: () => void): void {
  const inserted = keepingPlace(() => put(event, arrived));
  if (inserted && isReading()) followEnd();
}
