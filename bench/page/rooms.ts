import type { Page } from "playwright-core";

const links = '#sidebar a[href^="/rooms/"][data-room-id]';

/** Ids of the rooms in the sidebar, from the top. */
export function listedRooms(page: Page): Promise<string[]> {
  return page.locator(links).evaluateAll((all) => all.map((link) => link.getAttribute("data-room-id") ?? ""));
}

/** The link to a room, as people click it. */
export const roomLink = (page: Page, roomId: string) =>
  page.locator(`#sidebar a[data-room-id="${roomId}"]`).first();

/** The field that one writes in. */
export const composer = (page: Page) => page.locator("#main textarea, #main [contenteditable=true]").first();
