import { viewer } from "../page.ts";

/** What of a message the Tab key can come to. */
export const controls = "a, .reaction";

/** Told of messages that came or were drawn anew, once somebody has reacted here (static/lazy/reactions.ts). */
export const reacting = { shown: (_within: HTMLElement): void => undefined };

export const usersOf = ({ dataset }: HTMLElement): string[] => dataset.users?.split(" ") ?? [];

/** The emoji whose button has the focus. */
export const focusedReaction = (): string =>
  document.activeElement instanceof HTMLButtonElement ? document.activeElement.value : "";

export function focusReaction(item: HTMLElement, emoji: string): void {
  for (const chip of item.querySelectorAll<HTMLButtonElement>(".reaction"))
    if (chip.value === emoji) chip.focus({ preventScroll: true });
}

/** The same for every viewer as they come: says to whom listens which of them are one's own. */
export function adoptReactions(within: HTMLElement): void {
  for (const chip of within.querySelectorAll<HTMLElement>(".reaction"))
    chip.ariaPressed = String(usersOf(chip).includes(viewer().userId));
  reacting.shown(within);
}

const chipOf = ({ target }: Event) =>
  target instanceof Element ? target.closest<HTMLButtonElement>(".reaction") : null;

/** Each emoji below a message is a button: pressed or let go, and asked who used it. All of that comes when it is needed. */
export function watchReactions(): void {
  document.addEventListener("click", (event) => {
    const chip = chipOf(event);
    if (!chip) return;
    event.preventDefault();
    void import("../lazy/reactions.ts").then(({ toggle }) => toggle(chip));
  });
  // Who is writing goes on writing.
  document.addEventListener("mousedown", (event) => chipOf(event) && event.preventDefault());
  for (const come of ["pointerover", "focusin"])
    document.addEventListener(come, (event) => {
      const chip = chipOf(event);
      if (chip && !chip.title) void import("../lazy/reactors.ts").then(({ describe }) => describe(chip));
    });
}

export const openReactions = (item: HTMLElement): void =>
  void import("../lazy/reaction-picker.tsx").then(({ openPicker }) => openPicker(item));
