import type { HtmlMessageEvent } from "../../src/lib/contract/frames.ts";
import { currentRoomId, isBlocked, roomLink, viewer } from "../page.ts";
import { isInRoom } from "../room/thread.ts";

/** Milliseconds by which a tab that shows the message is ahead of the others, to have them be silent. */
const headStart = 150;

/** By the level that stands at the room's link, and the marks of mentions, which only the server can make. */
function isWorthTelling(event: HtmlMessageEvent): boolean {
  const { roomId, html } = event;
  const level = roomLink(roomId)?.dataset.level;
  if (level === "everything" && isInRoom(event)) return true;
  const names = [viewer().username, "here", "room"];
  return level === "mentions" && names.some((name) => html.includes(`data-mention="${name}"`));
}

const wantsSound = () => document.getElementById("sidebar")?.dataset.sound !== "off";

/** Offers push when the person is back who was away for this. */
function offerLater(): void {
  if (document.visibilityState === "visible") return;
  const back = () => void import("../lazy/push-hint.tsx").then(({ offerOnce }) => offerOnce());
  document.addEventListener("visibilitychange", back, { once: true });
}

/** A message of somebody else came: a tone where it is worth one and nobody has it before them. */
export function heard(event: HtmlMessageEvent): void {
  if (event.senderId === viewer().userId || isBlocked(event.senderId) || !isWorthTelling(event)) return;
  offerLater();
  if (!wantsSound()) return;
  const seen = document.hasFocus() && event.roomId === currentRoomId();
  setTimeout(() => void import("../lazy/tone.ts").then(({ tone }) => tone(seen)), seen ? 0 : headStart);
}
