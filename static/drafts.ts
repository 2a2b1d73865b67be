import { viewer } from "./page.ts";

const key = (roomId: string) => `wisp-draft-${viewer().userId}-${roomId}`;

/** What was begun in a room and not sent, kept for this tab while one looks elsewhere. */
export function draftOf(roomId: string): string {
  try {
    return sessionStorage.getItem(key(roomId)) ?? "";
  } catch {
    return "";
  }
}

export function keepDraft(roomId: string, content: string): void {
  try {
    if (content) sessionStorage.setItem(key(roomId), content);
    else sessionStorage.removeItem(key(roomId));
  } catch {
    // Without storage the text still stands in its field.
  }
}
