import { roomLink } from "../page.ts";

/** Rooms that are named in messages, by their present names where the reader knows them; else as it was written. */
export function nameRooms(root: ParentNode = document): void {
  for (const place of root.querySelectorAll<HTMLElement>("a[data-room]")) {
    const title = roomLink(place.dataset.room ?? "")?.querySelector(".room-title")?.textContent;
    const name = `#${title}`;
    if (title && place.textContent !== name) place.textContent = name;
  }
}
