import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import type { Within } from "./completing.tsx";
import { insert } from "./apply.ts";

type PickerProps = { pick: (emoji: string) => void; close: () => void };

const field = signal<HTMLTextAreaElement | undefined>(undefined);
/** Fetched when it is first opened. */
const Fetched = signal<ComponentType<PickerProps> | undefined>(undefined);

async function fetchPicker(): Promise<void> {
  const { EmojiPicker } = await import("../lazy/emoji-picker.tsx");
  Fetched.value = EmojiPicker;
}

export function toggleEmoji(into: HTMLTextAreaElement): void {
  field.value = field.peek() ? undefined : into;
  if (!Fetched.peek()) void fetchPicker().catch(() => undefined);
}

function close(): void {
  const into = field.peek();
  field.value = undefined;
  into?.focus({ preventScroll: true });
}

/** The emoji picker above the composer, while it is open. */
export function Picker({ within }: Within) {
  const into = field.value;
  const EmojiPicker = Fetched.value;
  return into && into === within.current && EmojiPicker ? (
    <EmojiPicker pick={(emoji) => insert(into, emoji)} close={close} />
  ) : null;
}
