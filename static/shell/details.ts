import htmx from "htmx.org";
import { currentRoomId } from "../page.ts";

const pane = () => document.querySelector<HTMLElement>("#details");
const toggle = () => document.querySelector<HTMLAnchorElement>(".details-toggle");
const isOpen = () => pane()?.hidden === false;
const pathOf = (roomId: string) => `/rooms/${roomId}/members`;

/** Brings the details of the room on show in beside its messages, which stay as they are. */
export async function showDetails(roomId: string, push = false): Promise<void> {
  await htmx.ajax("GET", pathOf(roomId), {
    source: "#details",
    target: "#details",
    select: "#details",
    selectOOB: "#room-header",
    swap: "outerHTML",
    ...(push && { push: "true" }),
  });
}

export function hideDetails(): void {
  const details = pane();
  if (!details || details.hidden) return;
  const focused = details.contains(document.activeElement);
  details.hidden = true;
  details.replaceChildren();
  adoptDetails();
  if (focused) toggle()?.focus();
}

/** A header that was put in may not know whether the details are open. */
export function adoptDetails(): void {
  const link = toggle();
  const roomId = currentRoomId();
  if (!link || !roomId) return;
  const shown = isOpen();
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
  if (!isOpen()) await showDetails(roomId, true);
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
  document.addEventListener("keydown", pressed);
}
