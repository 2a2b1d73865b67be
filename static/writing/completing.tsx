import { signal } from "@preact/signals";
import type { ComponentType, RefObject } from "preact";
import { type Word, wordBefore } from "./words-before.ts";

export type Place = { roomId: string; kind: string };
export type Completing = { word: Word; place: Place; field: HTMLTextAreaElement };

/** Of several composers, the one that it belongs to. */
export type Within = { within: RefObject<HTMLTextAreaElement | null> };

/** The word that is being completed, if any. */
const completing = signal<Completing | undefined>(undefined);
/** The list, which is fetched with the first word. */
const List = signal<ComponentType<Completing & { close: () => void }> | undefined>(undefined);

const close = () => {
  completing.value = undefined;
};

async function fetchList(): Promise<void> {
  const { Completions } = await import("../lazy/completion.tsx");
  List.value = Completions;
}

/** After each change of the field. */
export function complete(place: Place, field: HTMLTextAreaElement): void {
  const { value, selectionStart, selectionEnd } = field;
  const word = selectionStart === selectionEnd ? wordBefore(value, selectionStart) : undefined;
  completing.value = word && { word, place, field };
  if (word && !List.peek()) void fetchList().catch(() => undefined);
}

export function Completion({ within }: Within) {
  const now = completing.value;
  const Completions = List.value;
  return now && Completions && now.field === within.current ? <Completions {...now} close={close} /> : null;
}
