/**
 * One's own reactions: what one wants is shown at once, and stays so until the server has told it as everybody's. Where it
 * cannot be told now, it waits for the connection, as long as the page is open.
 */
import { effect } from "@preact/signals";
import type { Message } from "../../src/lib/contract/objects.ts";
import { request, RequestFailure } from "../live/api.ts";
import { numberOf } from "../page.ts";
import { reacting } from "../room/reactions.ts";
import { connection } from "../state.ts";
import { messageIdOf } from "./actions/action.ts";
import { changeChip, chipsOf, isCrowd, isPressed, markOwn } from "./reaction-chips.ts";
import { messageOf, reactorsOf } from "./reactors.ts";
import { toast } from "./toast.tsx";
import { t } from "./words.ts";

type Wish = {
  messageId: string;
  emoji: string;
  on: boolean;
  /** `waiting`: for the connection. */
  state: "new" | "asking" | "waiting" | "stored";
  /** Where it is stored: the message shows it from this revision on. */
  revision: number;
  /** Shown as one's own although the message does not name one. */
  unnamed?: boolean;
};

const wishes = new Map<string, Wish>();
/** What a message looked like without the wishes, to go back to where one is refused. */
const drawn = new WeakMap<HTMLElement, Node | null>();

const keyOf = (messageId: string, emoji: string) => `${messageId} ${emoji}`;

/** Wherever it stands: in its room, and in its thread beside that. */
const itemsOf = (messageId: string) =>
  ["message", "reply"].flatMap((place) => document.getElementById(`${place}-${messageId}`) ?? []);

/** The lists that are told of changes; elsewhere what was wished is all there is to show. */
const isLive = (item: HTMLElement) => item.closest("#messages, #replies") !== null;

const shows = (item: HTMLElement, { state, revision }: Wish) =>
  state === "stored" && numberOf(item.dataset.revision) >= revision;

function remember(item: HTMLElement): void {
  if (!drawn.has(item)) drawn.set(item, chipsOf(item)?.cloneNode(true) ?? null);
}

/** Beyond those that a message names, what one wished is the only sign of one's own: it is remembered. */
function show(item: HTMLElement, wish: Wish): void {
  if (shows(item, wish)) {
    wish.unnamed = wish.on && markOwn(item, wish.emoji);
    return;
  }
  remember(item);
  changeChip(item, wish.emoji, wish.on, wish.state === "waiting");
}

/** Shows on a message what is wished of it and not yet part of it. */
function apply(messageId: string): void {
  const items = itemsOf(messageId);
  for (const [key, wish] of wishes) {
    if (wish.messageId !== messageId) continue;
    for (const item of items) show(item, wish);
    const isOver = wish.state === "stored" && items.every((item) => !isLive(item) || shows(item, wish));
    if (isOver && !wish.unnamed) wishes.delete(key);
  }
}

reacting.shown = (within) => {
  if (wishes.size === 0) return;
  if (within.matches(".message")) apply(messageIdOf(within));
  else for (const messageId of new Set([...wishes.values()].map((wish) => wish.messageId))) apply(messageId);
};

/** As it was before anything was wished of it, and with the wishes that are left. */
function restore(messageId: string): void {
  for (const item of itemsOf(messageId)) {
    const before = drawn.get(item);
    if (before === undefined) continue;
    chipsOf(item)?.remove();
    if (before) item.querySelector(":scope > .message-content")?.after(before.cloneNode(true));
  }
  apply(messageId);
}

function refused({ messageId, emoji }: Wish): void {
  wishes.delete(keyOf(messageId, emoji));
  restore(messageId);
  toast(t("reactions.failed"));
}

function stored(wish: Wish, { revision }: Message): void {
  Object.assign(wish, { state: "stored", revision });
  apply(wish.messageId);
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
    apply(messageId);
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
  apply(messageId);
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
