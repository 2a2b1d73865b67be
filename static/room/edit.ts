import { mayEdit } from "../page.ts";
import { notice } from "../state.ts";
import { messages } from "./messages.ts";

/** Where one writes below a message. */
export const composerOf = (item: HTMLElement) =>
  document.getElementById(item.closest(".thread") ? "thread-content" : "composer-content");

/** Changes one's own message in its place. What does so comes with the first. */
export async function edit(item: HTMLElement): Promise<void> {
  try {
    const { openEditor } = await import("../lazy/edit.tsx");
    await openEditor(item);
  } catch (error) {
    notice.value = error instanceof Error ? error.message : String(error);
  }
}

/** Edits one's own last message in view of the composer; says whether there is one. */
export function editLast(list?: Element): boolean {
  const item = messages(list).findLast(mayEdit);
  if (item) void edit(item);
  return item !== undefined;
}
