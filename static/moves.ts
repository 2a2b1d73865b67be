import htmx from "htmx.org";
import { request } from "./live/api.ts";
import { send } from "./live/connection.ts";
import { prefer } from "./live/preferences.ts";
import { currentRoomId, roomLinks } from "./page.ts";
import { showsNewest } from "./room/messages.ts";
import { clearNewLine, read, readAgain } from "./room/reading.ts";
import { scrollToEnd } from "./room/scroll.ts";
import { refreshSidebar } from "./sidebar/refresh.ts";
import { stand } from "./sidebar/standing.ts";
import { notice } from "./state.ts";

/** As a link of the shell would: the pane is swapped, the sidebar morphed, and of two on their way the later one counts. */
export function goTo(path: string): void {
  void htmx.ajax("GET", path, {
    source: "#app",
    target: "#main",
    select: "#main",
    selectOOB: "#sidebar:outerMorph",
    swap: "outerHTML show:none",
    push: "true",
  });
}

/** To the newest messages of a room whose past is on show. */
export const goToNewest = (roomId: string): void => goTo(`/rooms/${roomId}`);

/** Those that can be seen: a section may be folded, or a view show the unread ones alone. */
const shownLinks = () => [...roomLinks()].filter((link) => link.checkVisibility());

const at = <Item>(items: Item[], index: number): Item | undefined =>
  items[(index + items.length) % items.length];

/** To the room above or below the one on show, as the sidebar has them. */
export function step(by: -1 | 1): void {
  const links = shownLinks();
  const here = links.findIndex((link) => link.dataset.roomId === currentRoomId());
  at(links, here === -1 && by === -1 ? -1 : here + by)?.click();
}

/** The next room below that has something unread, begun again from above; where a mention waits, that comes first. */
export function nextUnread(): void {
  const links = [...roomLinks()];
  const here = links.findIndex((link) => link.dataset.roomId === currentRoomId());
  const inOrder = [...links.slice(here + 1), ...links.slice(0, Math.max(here, 0))];
  const unread = inOrder.filter((link) => link.hasAttribute("data-unread"));
  (unread.find((link) => link.hasAttribute("data-mentions")) ?? unread[0])?.click();
}

/** Reads the room on show to its end. */
export function readToEnd(): void {
  const roomId = currentRoomId();
  if (!roomId) return;
  clearNewLine();
  if (!showsNewest()) return goToNewest(roomId);
  scrollToEnd();
  readAgain(roomId);
  read(send);
}

const say = (problem: unknown) => {
  notice.value = problem instanceof Error ? problem.message : String(problem);
};

export async function readEverything(): Promise<void> {
  await request("POST", "/api/rooms/read").catch(say);
  clearNewLine();
  if (location.pathname === "/unread") goTo("/unread");
  else refreshSidebar();
}

function showUnreadOnly(unreadOnly: boolean): void {
  document.getElementById("sidebar")?.toggleAttribute("data-unread-only", unreadOnly);
  document.querySelector(".unread-only")?.setAttribute("aria-pressed", String(unreadOnly));
}

/** Shows only what is unread in the sidebar, or everything again. */
export function toggleUnreadOnly(): void {
  const unreadOnly = !document.getElementById("sidebar")?.hasAttribute("data-unread-only");
  stand("unreadOnly", () => showUnreadOnly(unreadOnly), prefer({ unreadOnly })).catch(say);
}

export const openPalette = () => void import("./lazy/palette.tsx").then(({ open }) => open(), say);
export const openKeyboardMap = () => void import("./lazy/keyboard-map.tsx").then(({ open }) => open(), say);
