/** Where in a room one is: what links to a message lead to, and what the back button and a reload bring back. */
import { currentRoomId, numberOf, scroller } from "../page.ts";
import { atEnd } from "../state.ts";
import { focusMessage } from "./feed.ts";
import { follow, showAround, showNewest } from "./history.ts";
import { messages } from "./messages.ts";
import { messageAtTop, scrollToEnd } from "./scroll.ts";

/** `offset`: pixels of the message's top below the scroller's. */
type Place = { roomId: string; sequence: number; offset: number };
type State = { htmx?: boolean; place?: Place | undefined } | null;

const bySequence = (sequence: number) =>
  messages().find((item) => numberOf(item.dataset.sequence) === sequence);

/** Shows that this is the one, for a moment. */
function highlight(item: HTMLElement): void {
  item.classList.add("highlighted");
  item.addEventListener("animationend", () => item.classList.remove("highlighted"), { once: true });
}

export function landOn(item: HTMLElement): void {
  focusMessage(item, "center");
  highlight(item);
}

/** The message that the address names, where it is loaded. Says whether it is. */
export function landOnNamed(): boolean {
  const id = /^#((?:message|reply)-[\w-]+)$/.exec(location.hash)?.[1];
  const item = id ? document.getElementById(id) : null;
  if (item) landOn(item);
  return item !== null;
}

function top(): number {
  return scroller()?.getBoundingClientRect().top ?? 0;
}

function here(): Place | undefined {
  const box = scroller();
  const roomId = currentRoomId();
  const item = box && !atEnd.peek() ? messageAtTop(box)?.closest<HTMLElement>(".message") : undefined;
  if (!item || !roomId) return undefined;
  const offset = item.getBoundingClientRect().top - top();
  return { roomId, sequence: numberOf(item.dataset.sequence), offset };
}

/** One has gone back or forward: the address is another one already, and what is on show, and may still scroll, is not its. */
let leaving = false;

/** Notes in the browser's history where one is, for when one comes back. */
export function keepPlace(): void {
  if (leaving) return;
  const state = history.state as State;
  const place = here();
  if (state?.place?.sequence === place?.sequence && state?.place?.offset === place?.offset) return;
  history.replaceState({ ...state, place }, "");
}

/** Back to where one was in this room. Says whether one had been somewhere. */
export async function restorePlace(): Promise<boolean> {
  const { place } = (history.state as State) ?? {};
  if (!place || place.roomId !== currentRoomId()) return false;
  if (!bySequence(place.sequence) && !(await showAround(place.sequence))) return false;
  const item = bySequence(place.sequence);
  const box = scroller();
  if (item && box) box.scrollTop += item.getBoundingClientRect().top - top() - place.offset;
  return true;
}

async function goTo(url: URL): Promise<void> {
  const sequence = Number(url.searchParams.get("at"));
  keepPlace();
  if (!bySequence(sequence) && !(await showAround(sequence))) return;
  if (url.href !== location.href) history.pushState({ htmx: true }, "", url);
  const item = bySequence(sequence);
  if (item) landOn(item);
}

const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

/** Links that lead elsewhere in the room on show keep the page: also those that a message contains. */
function clicked(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || !isPlain(event) || link.origin !== location.origin) return;
  const isWay = link.id === "older" || link.id === "newer";
  const url = new URL(link.href);
  if (url.pathname !== `/rooms/${currentRoomId() ?? ""}` || !(isWay || url.searchParams.has("at"))) return;
  event.preventDefault();
  event.stopPropagation();
  if (isWay) follow(link);
  else void goTo(url);
}

async function wentBack(): Promise<void> {
  if (await restorePlace()) return;
  const sequence = Number(new URLSearchParams(location.search).get("at"));
  if (sequence && (bySequence(sequence) || (await showAround(sequence)))) landOnNamed();
  else if (await showNewest()) scrollToEnd();
}

/** The room that was on show when the address was last looked at: going back within it needs no new page. */
let shownRoom: string | undefined;

/** Another pane is on show, which is of the present address. */
export function enteredRoom(roomId: string | undefined): void {
  shownRoom = roomId;
  leaving = false;
}

async function restored(event: Event): Promise<void> {
  const room = `/rooms/${shownRoom ?? ""}`;
  if (location.pathname === room) {
    event.preventDefault();
    await wentBack();
    leaving = false;
  } else if (location.pathname.startsWith(`${room}/`)) {
    // What comes in beside the messages leaves them where they are.
    leaving = false;
  }
}

export function watchPlaces(): void {
  document.addEventListener("click", clicked, true);
  // htmx asks for the place a moment after the browser has gone there, in which a scroll may end.
  addEventListener("popstate", ({ state }) => (leaving = (state as State)?.htmx === true));
  document.addEventListener("htmx:before:history:restore", (event) => void restored(event));
}
