import htmx from "htmx.org";
import { historyArrived, historyRequested } from "../live/catch-up.ts";
import { currentRoomId } from "../page.ts";
import { threadPathOf } from "../room/thread.ts";
import { notice } from "../state.ts";
import { t } from "../words.ts";

const pane = () => document.querySelector<HTMLElement>("#details");
const toggle = () => document.querySelector<HTMLAnchorElement>(".details-toggle");
const isOpen = () => pane()?.hidden === false;
const isThread = () => pane()?.hasAttribute("data-thread-root-id") ?? false;
const pathOf = (roomId: string) => `/rooms/${roomId}/members`;

/** Brings the details of the room on show, or a thread, in beside its messages, which stay as they are. */
export async function showBeside(path: string, push = false): Promise<void> {
  historyRequested();
  await htmx.ajax("GET", path, {
    source: "#details",
    target: "#details",
    select: "#details",
    selectOOB: "#room-header",
    swap: "outerHTML",
    ...(push && { push: "true" }),
  });
  historyArrived();
}

export const showDetails = (roomId: string): Promise<void> => showBeside(pathOf(roomId));

export function hideDetails(): void {
  const details = pane();
  if (!details || details.hidden) return;
  const focused = details.contains(document.activeElement);
  const next = isThread() ? document.getElementById("composer-content") : toggle();
  details.hidden = true;
  details.classList.remove("thread");
  delete details.dataset.threadRootId;
  details.replaceChildren();
  adoptDetails();
  if (focused) next?.focus({ preventScroll: true });
}

/** A header that was put in may not know whether the details are open. */
export function adoptDetails(): void {
  const link = toggle();
  const roomId = currentRoomId();
  if (!link || !roomId) return;
  const shown = isOpen() && !isThread();
  link.dataset.details = shown ? "close" : "open";
  link.ariaExpanded = String(shown);
  link.href = shown ? `/rooms/${roomId}` : pathOf(roomId);
}

/** Where one came from the room itself, back to it, so that the browser's own way back does not open them again. */
function close(roomId: string): void {
  const room = `/rooms/${roomId}`;
  if (cameFrom(room)) return history.back();
  history.pushState({ htmx: true }, "", room);
  hideDetails();
}

async function open(roomId: string, part: string): Promise<void> {
  if (!isOpen() || isThread()) await showBeside(pathOf(roomId), true);
  document.getElementById(part || "details-title")?.scrollIntoView({ block: "nearest" });
  document.getElementById("details-title")?.focus({ preventScroll: true });
}

/** Whether the entry before this one in the browser's history is this place of ours. */
export function cameFrom(path: string): boolean {
  if (!("navigation" in globalThis)) return false;
  const before = navigation.entries()[(navigation.currentEntry?.index ?? 0) - 1]?.url;
  return before != null && new URL(before).pathname === path;
}

const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

/** Opens a thread of the room on show; `part`: the reply to go to. What it needs is on its way with it, not after it. */
export async function openThread(path: string, part = ""): Promise<void> {
  try {
    const [{ land }] = await Promise.all([
      import("../lazy/thread/pane.ts"),
      location.pathname === path ? undefined : showBeside(path, true),
      import("../lazy/thread/composer.tsx"),
      import("../lazy/thread/outbox.tsx"),
    ]);
    land(part);
  } catch {
    notice.value = t("connection.notLoaded");
  }
}

function clickedThread(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
  const path = link && !link.matches("[data-earlier]") && threadPathOf(link);
  if (!path || !isPlain(event)) return;
  event.preventDefault();
  void openThread(path, link.hash.slice(1));
}

function clicked(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-details]");
  const roomId = currentRoomId();
  if (!link || !roomId || !isPlain(event)) return;
  event.preventDefault();
  if (link.dataset.details === "close") close(roomId);
  else void open(roomId, link.hash.slice(1));
}

/** Escape closes what lies over the messages, unless something in it wants the key for itself. */
function pressed(event: KeyboardEvent): void {
  const roomId = currentRoomId();
  if (event.key !== "Escape" || event.defaultPrevented || !roomId || !isOpen()) return;
  if (!pane()?.contains(document.activeElement)) return;
  event.preventDefault();
  close(roomId);
}

export function watchDetails(): void {
  document.addEventListener("click", clicked);
  document.addEventListener("click", clickedThread);
  document.addEventListener("keydown", pressed);
}
