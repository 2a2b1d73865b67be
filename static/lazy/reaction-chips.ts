import { viewer } from "../page.ts";
import { controls, usersOf } from "../room/reactions.ts";

export const chipsOf = (item: HTMLElement) => item.querySelector<HTMLElement>(":scope > .reactions");
export const isPressed = (chip: HTMLElement) => chip.ariaPressed === "true";

function find(item: HTMLElement, emoji: string): HTMLButtonElement | undefined {
  const chips = item.querySelectorAll<HTMLButtonElement>(":scope > .reactions > .reaction");
  return [...chips].find((chip) => chip.value === emoji);
}

/** As views/messages/reactions.ts draws it. */
function drawEmoji(emoji: string): Node {
  const name = /^:(.+):$/.exec(emoji)?.[1];
  if (name === undefined) return document.createTextNode(emoji);
  const picture = document.createElement("span");
  picture.className = "emoji-name";
  picture.translate = false;
  picture.dataset.emoji = name;
  picture.textContent = emoji;
  return picture;
}

function makeChip(emoji: string): HTMLButtonElement {
  const chip = document.createElement("button");
  Object.assign(chip, { type: "submit", className: "reaction", name: "emoji", value: emoji });
  const count = document.createElement("span");
  Object.assign(count, { className: "reaction-count", textContent: "0" });
  chip.append(drawEmoji(emoji), " ", count);
  return chip;
}

function addChip(item: HTMLElement, emoji: string): HTMLButtonElement {
  let chips = chipsOf(item);
  if (!chips) {
    chips = document.createElement("div");
    chips.className = "reactions";
    item.querySelector(":scope > .message-content")?.after(chips);
  }
  const chip = makeChip(emoji);
  // Within the message that Tab comes to, so is this.
  if (item.tabIndex !== 0) chip.tabIndex = -1;
  chips.append(chip);
  return chip;
}

/** The last of an emoji goes, and what had the focus with it: that is the message's then. */
function removeChip(chip: HTMLElement, item: HTMLElement): void {
  if (chip.contains(document.activeElement)) item.focus({ preventScroll: true });
  chip.remove();
  const chips = chipsOf(item);
  if (chips && !chips.querySelector(controls)) chips.remove();
}

const countOf = (chip: HTMLElement) => Number(chip.querySelector(".reaction-count")?.textContent);

/** Whether there are more than a message names: then the viewer's own may be among the others. */
export const isCrowd = (chip: HTMLElement): boolean => countOf(chip) > usersOf(chip).length;

/** Marks the viewer's own among those who are counted and not named. Says whether there was need to. */
export function markOwn(item: HTMLElement, emoji: string): boolean {
  const chip = find(item, emoji);
  if (!chip || isPressed(chip) || !isCrowd(chip)) return false;
  chip.dataset.users = [...usersOf(chip), viewer().userId].join(" ");
  chip.ariaPressed = "true";
  return true;
}

/** Shows or hides the viewer's own part in an emoji below a message; what is so already stays. */
export function changeChip(item: HTMLElement, emoji: string, on: boolean, waiting: boolean): void {
  const known = find(item, emoji);
  if (!known && !on) return;
  const chip = known ?? addChip(item, emoji);
  const { userId } = viewer();
  const others = usersOf(chip).filter((each) => each !== userId && each !== "");
  const count = countOf(chip) + Number(on) - Number(isPressed(chip));
  if (count <= 0) return removeChip(chip, item);
  chip.dataset.users = (on ? [...others, userId] : others).join(" ");
  chip.ariaPressed = String(on);
  chip.toggleAttribute("data-waiting", waiting);
  chip.removeAttribute("title");
  const number = chip.querySelector(".reaction-count");
  if (number) number.textContent = String(count);
}
