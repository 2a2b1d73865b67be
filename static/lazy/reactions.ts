/**
 * One's own reactions: what one wants is shown at once, and stays so until the server has told it as everybody's. Where it
 * cannot be told now, it waits for the connection, as long as the page is open.
 */
import { effect } from "@preact/signals";
import type { Message } from "../../src/lib/contract/objects.ts";
import { request, RequestFailure } from "../live/api.ts";
import { inLists, numberOf } from "../page.ts";
import { reacting } from "../room/reactions.ts";
import { connection } from "../state.ts";
import { changeChip, chipsOf, isCrowd, isPressed, markOwn } from "./reaction-chips.ts";
import { messageOf, reactorsOf } from "./reactors.ts";
import { toast } from "./toast.tsx";
import { t } from "./words.ts";
import { messageIdOf } from "./actions/action.ts";

type Wish = {
  messageId: string;
  emoji: string;
  on: boolean;
  /** `waiting`: for the connection. */
  state: "new" | "asking" | "waiting" | "stored";
  /** Where it is stored: the message shows it from this revision on. */
  revision: number;
};

const wishes = new Map<string, Wish>();
/** What a message looked like without the wishes, to go back to where one is refused. */
const drawn = new WeakMap<HTMLElement, Node | null>();

const keyOf = (messageId: string, emoji: string) => `${messageId} ${emoji}`;
/** In the room's list, and in the thread beside it. */
const itemsOf = (messageId: string) =>
  ["message", "reply"].flatMap((place) => document.getElementById(`${place}-${messageId}`) ?? []);

function remember(item: HTMLElement): void {
  if (!drawn.has(item)) drawn.set(item, chipsOf(item)?.cloneNode(true) ?? null);
}

/** Shows on a message what is wished of it and not yet part of it. */
function apply(item: HTMLElement): void {
  const messageId = messageIdOf(item);
  for (const [key, wish] of wishes) {
    if (wish.messageId !== messageId) continue;
    const isShown = wish.state === "stored" && numberOf(item.dataset.revision) >= wish.revision;
    if (isShown) {
      if (!wish.on || !markOwn(item, wish.emoji)) wishes.delete(key);
    } else {
      remember(item);
      changeChip(item, wish.emoji, wish.on, wish.state === "waiting");
    }
  }
}

reacting.shown = (within) => {
  if (wishes.size === 0) return;
  if (within.matches(".message")) apply(within);
  else for (const { messageId } of wishes.values()) applyTo(messageId);
};

function applyTo(messageId: string): void {
  for (const item of itemsOf(messageId)) apply(item);
}

/** As it was before anything was wished of it, and with the wishes that are left. */
function restore(item: HTMLElement): void {
  const before = drawn.get(item);
  if (before === undefined) return;
  const now = chipsOf(item);
  if (now) now.remove();
  if (before) item.append(before.cloneNode(true));
  apply(item);
}

function refused({ messageId, emoji }: Wish): void {
  wishes.delete(keyOf(messageId, emoji));
  itemsOf(messageId).forEach(restore);
  toast(t("reactions.failed"));
}

/** Only the list and the thread are told of changes; elsewhere what was wished is all there is to show. */
function stored(wish: Wish, { revision }: Message): void {
  Object.assign(wish, { state: "stored", revision });
  const items = itemsOf(wish.messageId).filter((item) => item.matches(inLists));
  if (items.length === 0) wishes.delete(keyOf(wish.messageId, wish.emoji));
  items.forEach(apply);
}

async function ask(wish: Wish): Promise<void> {
  const { messageId, emoji, on } = wish;
  wish.state = "asking";
  const path = `/api/messages/${messageId}/reactions/${encodeURIComponent(emoji)}`;
  try {
    const message = (await request(on ? "PUT" : "DELETE", path)) as Message;
    if (wish.on !== on) return await ask(wish);
    stored(wish, message);
  } catch (error) {
    if (!(error instanceof RequestFailure) || !error.temporary) return refused(wish);
    wish.state = "waiting";
    applyTo(messageId);
  }
}

effect(() => {
  if (connection.value !== "online") return;
  for (const wish of wishes.values()) if (wish.state === "waiting") void ask(wish);
});

/** Answers a message with an emoji, or takes that back. */
export function react(messageId: string, emoji: string, on: boolean): void {
  const key = keyOf(messageId, emoji);
  const wish = wishes.get(key) ?? { messageId, emoji, on, state: "new" as const, revision: 0 };
  const isAsking = wish.state === "asking";
  wish.on = on;
  wishes.set(key, wish);
  if (!isAsking) wish.state = "new";
  applyTo(messageId);
  if (!isAsking) void ask(wish);
}

/** Beyond those that a message names, only the server knows whether one's own is among them. */
async function isMine(chip: HTMLButtonElement, item: HTMLElement): Promise<boolean> {
  if (isPressed(chip) || !isCrowd(chip)) return isPressed(chip);
  const found = await reactorsOf(item).catch(() => []);
  return found.some((each) => each.emoji === chip.value && each.mine) && markOwn(item, chip.value);
}

export async function toggle(chip: HTMLButtonElement): Promise<void> {
  const item = messageOf(chip);
  if (!item) return;
  react(messageIdOf(item), chip.value, !(await isMine(chip, item)));
}
