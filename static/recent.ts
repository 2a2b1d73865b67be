import { viewer } from "./page.ts";

const mostKept = 20;

/** By person; ids alone, so that a browser that is shared tells nobody what they were called. */
const storageKey = () => `wisp-recent-${viewer().userId}`;

/** The rooms that were visited last in this browser, the latest first. */
export function recentRooms(): string[] {
  try {
    return JSON.parse(localStorage.getItem(storageKey()) ?? "[]") as string[];
  } catch {
    return [];
  }
}

export function visited(roomId: string): void {
  const rest = recentRooms().filter((id) => id !== roomId);
  try {
    localStorage.setItem(storageKey(), JSON.stringify([roomId, ...rest].slice(0, mostKept)));
  } catch {
    // A full or forbidden storage only means that the palette knows no order.
  }
}
