import { signal } from "@preact/signals";
import { draftOf, draftSent, draftWritten } from "../drafts.ts";
import { sendMessage } from "../outbox.ts";
import { clearNewLine } from "../room/reading.ts";
import { showsNewest } from "../room/messages.ts";
import { scrollToEnd } from "../room/scroll.ts";
import { goToNewest } from "../moves.ts";
import { typed, typedNothing } from "../typing-sender.ts";
import { t } from "../words.ts";
import { excess } from "./length.ts";
import { previewed } from "./preview.ts";
import { shortcodes } from "./shortcodes.ts";

/** What stands in the composer, and why it cannot be sent. */
export const text = signal("");
export const problem = signal("");

/** For browsers without `field-sizing: content`. */
function fit(field: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

function check(content: string): string {
  const count = excess(content.trim());
  return count > 0 ? t("composer.tooLong", { count }) : "";
}

/** Takes over what the field holds, however it came there. */
export function show(field: HTMLTextAreaElement): void {
  text.value = field.value;
  problem.value = check(field.value);
  fit(field);
}

/** A composer begins with what was typed before the script came, else with what was begun in the room. */
export function begin(roomId: string, field: HTMLTextAreaElement, typedBefore: string, served: string): void {
  const content = typedBefore === served ? draftOf(roomId, served) : typedBefore;
  if (field.value !== content) field.value = content;
  previewed.value = undefined;
  show(field);
}

export function changed(roomId: string, field: HTMLTextAreaElement): void {
  show(field);
  draftWritten(roomId, field.value);
  if (field.value.trim()) typed(roomId);
  else typedNothing(roomId);
}

/** Sends what stands in the field, and shows it in the same frame. */
export function submit(roomId: string, field: HTMLTextAreaElement): void {
  const content = shortcodes.replace(field.value.trim());
  problem.value = check(content);
  if (!content || problem.value) return;
  if (!sendMessage(roomId, content)) {
    problem.value = t("composer.full");
    return;
  }
  field.value = "";
  previewed.value = undefined;
  show(field);
  draftSent(roomId);
  typedNothing(roomId);
  clearNewLine();
  if (showsNewest()) scrollToEnd();
  else goToNewest(roomId);
}
