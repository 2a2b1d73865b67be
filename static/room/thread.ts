/** The thread beside the room on show. What shows it comes when there is one (static/lazy/thread). */
import type { HtmlMessageEvent } from "../../src/lib/contract/frames.ts";
import { currentRoomId } from "../page.ts";

/** Whether a message stands in its room's own list, as a reply does only where its sender wanted it. */
export const isInRoom = ({ threadRootId, alsoInRoom }: HtmlMessageEvent): boolean =>
  threadRootId === undefined || alsoInRoom === true;

/** The root of the thread that is before the person, if any. */
export const openThread = (): string | undefined =>
  document.querySelector<HTMLElement>("#details[data-thread-root-id]:not([hidden])")?.dataset.threadRootId;

/** The path of a thread of the room on show, where that is what a link leads to. */
export function threadPathOf({ pathname, origin }: HTMLAnchorElement): string | undefined {
  const path = `/rooms/${currentRoomId() ?? ""}/threads/`;
  return origin === location.origin && pathname.startsWith(path) ? pathname : undefined;
}

/** A change of the room on show: where it is of the thread beside it, that shows it too. */
export function showInThread(event: HtmlMessageEvent): void {
  const rootId = openThread();
  if (!rootId || (event.threadRootId ?? event.messageId) !== rootId) return;
  void import("../lazy/thread/pane.ts").then(({ showReply }) => showReply(event));
}
