import { signal } from "@preact/signals";
import type { VNode } from "preact";
import { notice } from "../state.ts";
import { t } from "../words.ts";

/** What stands in the place of the field, while it does. */
export const previewed = signal<VNode | undefined>(undefined);

/** Shows the message as the room will, or goes back to writing it. */
export async function togglePreview(field: HTMLTextAreaElement): Promise<void> {
  if (previewed.peek()) {
    previewed.value = undefined;
    // Once it is drawn: a field that is hidden takes no focus.
    return queueMicrotask(() => field.focus());
  }
  try {
    const { preview } = await import("../lazy/preview.tsx");
    await preview(field.value.trim());
  } catch {
    notice.value = t("connection.notLoaded");
  }
}
