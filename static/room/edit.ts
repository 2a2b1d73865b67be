import { RequestFailure } from "../live/api.ts";
import { mayEdit } from "../page.ts";
import { notice } from "../state.ts";
import { t } from "../words.ts";
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
    notice.value = error instanceof RequestFailure ? error.message : t("connection.notLoaded");
  }
}

/** Edits one's own last message in view of the composer; says whether there is one. */
export function editLast(list?: Element): boolean {
  const item = messages(list).findLast(mayEdit);
  if (item) void edit(item);
  return item !== undefined;
}

/** What a message was before it was edited: for whoever presses the mark of that. */
export async function openVersions(item: HTMLElement): Promise<void> {
  const { showVersions } = await import("../lazy/versions.tsx");
  await showVersions(item);
}

export function watchEdited(): void {
  document.addEventListener("click", ({ target }) => {
    const mark = target instanceof Element ? target.closest("#messages .edited") : null;
    const item = mark?.closest<HTMLElement>(".message");
    if (item) void openVersions(item);
  });
}
