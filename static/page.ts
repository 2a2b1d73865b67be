/** Where things stand in the page, looked up anew each time: a swap may have replaced them. */

export const roomPane = () => document.querySelector<HTMLElement>('main[data-pane="room"]');
export const messageList = () => document.querySelector<HTMLOListElement>("#messages");
/** A message of the room on show, in its list or in the thread beside it. */
export const inLists = ":is(#messages, #replies) .message";
export const scroller = () => document.querySelector<HTMLElement>("#scroller");
export const currentRoomId = () => roomPane()?.dataset.roomId;
export const roomLinks = () => document.querySelectorAll<HTMLAnchorElement>("#sidebar [data-room-id]");

export function roomLink(roomId: string): HTMLAnchorElement | null {
  return document.querySelector(`#sidebar [data-room-id="${CSS.escape(roomId)}"]`);
}

/** A sidebar may be older than the pane beside it, where that was kept by the service worker. */
export function markCurrent(): void {
  const here = currentRoomId();
  for (const link of roomLinks())
    if (link.dataset.roomId === here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
}

/** The signed-in person, as the page names them. */
export function viewer(): { userId: string; username: string; displayName: string } {
  const {
    userId = "",
    username = "",
    displayName = "",
  } = document.querySelector<HTMLElement>("#app")?.dataset ?? {};
  return { userId, username, displayName };
}

/** Whether the viewer wants to hear nothing from somebody. */
export const isBlocked = (userId: string): boolean =>
  document.getElementById("sidebar")?.dataset.blocked?.includes(userId) ?? false;

/** Whether the viewer looks after what is said in the room on show. */
export const moderates = () => roomPane()?.hasAttribute("data-moderates") ?? false;

/** Whether it is something that happened to the room, and was not written by anybody. */
export const isNote = (item: HTMLElement) => "note" in item.dataset;
/** The messages with which something can be done. */
export const actable = ":is(#messages, #replies) .message:not([data-note])";
export const isMine = (item: HTMLElement) => item.dataset.senderId === viewer().userId && !isNote(item);

/** Whether the viewer may still edit a message: one of theirs, within the time that this place allows. The server decides. */
export function mayEdit(item: HTMLElement): boolean {
  const seconds = numberOf(document.querySelector<HTMLElement>("#app")?.dataset.editWindow);
  const age = Date.now() - Date.parse(item.dataset.createdAt ?? "");
  const changeable = !item.hasAttribute("data-deleted") && !item.querySelector(".poll");
  return isMine(item) && changeable && (seconds === 0 || age < seconds * 1000);
}

/** A number that stands in a data attribute. */
export const numberOf = (value: string | undefined) => Number(value ?? 0);
