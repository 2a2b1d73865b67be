import { line } from "../in-turn.ts";
import { request, RequestFailure } from "../live/api.ts";
import type { LazyKey } from "../../words/index.ts";
import { announce } from "./announce.ts";
import { toast } from "./toast.tsx";
import { t } from "./words.ts";

/** Milliseconds after which what the viewer chose is asked for again, since it may have been on another device. */
const fresh = 30_000;
/** Polls of which it is known. */
const most = 200;

type Own = { chosen: Set<number>; askedAt: number };
const own = new Map<string, Own>();

const words: Record<string, LazyKey> = {
  several: "polls.several",
  anonymous: "polls.anonymous",
  closed: "polls.closed",
};

const pollsIn = (root: HTMLElement) => root.querySelectorAll<HTMLElement>(".poll");
/** In its room, and in its thread. */
const messageOf = (part: Element) =>
  part.closest<HTMLElement>(".message")?.id.replace(/^(message|reply)-/, "") ?? "";
const placeOf = (option: HTMLElement) => Number(option.dataset.option);

/** Polls come as they look to nobody in particular: gives them the reader's words, and marks what the viewer chose. */
export function adoptPolls(root: HTMLElement): void {
  for (const poll of pollsIn(root)) {
    localize(poll);
    mark(poll);
    void ask(messageOf(poll));
  }
}

const votesText = (poll: HTMLElement): string => {
  const votes = poll.querySelector<HTMLElement>("[data-poll-votes]");
  return t("polls.votes", { count: Number(votes?.dataset.pollVotes ?? 0) });
};

function localize(poll: HTMLElement): void {
  const votes = poll.querySelector("[data-poll-votes]");
  if (votes) votes.textContent = votesText(poll);
  for (const part of poll.querySelectorAll<HTMLElement>("[data-poll-word]")) {
    const key = words[part.dataset.pollWord ?? ""];
    if (key) part.textContent = t(key);
  }
}

function mark(poll: HTMLElement): void {
  const chosen = own.get(messageOf(poll))?.chosen;
  const closed = poll.hasAttribute("data-closed");
  for (const option of poll.querySelectorAll<HTMLElement>(".poll-option")) {
    const mine = chosen?.has(placeOf(option)) ?? false;
    option.toggleAttribute("data-mine", mine);
    if (closed) continue;
    option.role = "button";
    option.ariaPressed = String(mine);
  }
}

/** Wherever it stands now: a change of the message has put another in its place. */
function markMessage(messageId: string): void {
  for (const poll of document.querySelectorAll<HTMLElement>(
    `.message[id$="-${CSS.escape(messageId)}"] .poll`,
  ))
    mark(poll);
}

function know(messageId: string, chosen: number[]): Own {
  const oldest = own.keys().next().value;
  if (own.size >= most && oldest !== undefined) own.delete(oldest);
  const known = { chosen: new Set(chosen), askedAt: Date.now() };
  own.set(messageId, known);
  markMessage(messageId);
  return known;
}

async function ask(messageId: string): Promise<void> {
  const known = own.get(messageId) ?? { chosen: new Set(), askedAt: -Infinity };
  if (Date.now() - known.askedAt < fresh) return;
  known.askedAt = Date.now();
  own.set(messageId, known);
  const path = `/api/messages/${messageId}/votes/mine`;
  const answer = (await request("GET", path).catch(() => undefined)) as { options: number[] } | undefined;
  // Whoever has voted meanwhile knows better.
  if (answer && own.get(messageId) === known) know(messageId, answer.options);
}

/** What would be chosen after a press: one more or less of several, or this one in place of another. */
function choice(chosen: Set<number>, place: number, multiple: boolean): number[] {
  if (chosen.has(place)) return [...chosen].filter((each) => each !== place);
  return multiple ? [...chosen, place] : [place];
}

const inTurn = line();

async function vote(poll: HTMLElement, option: HTMLElement): Promise<void> {
  const messageId = messageOf(poll);
  const before = [...(own.get(messageId)?.chosen ?? [])];
  const options = choice(new Set(before), placeOf(option), poll.hasAttribute("data-multiple"));
  const wanted = know(messageId, options);
  try {
    await inTurn(() => request("PUT", `/api/messages/${messageId}/votes`, { options }));
    announce(t("polls.voted", { votes: votesText(poll) }));
  } catch (error) {
    if (own.get(messageId) === wanted) know(messageId, before);
    if (error instanceof RequestFailure) toast(error.message);
  }
}

/** Without a script the answers are links to where one votes. */
function pressed(event: Event): void {
  const option = event.target instanceof Element && event.target.closest<HTMLElement>(".poll-option[role]");
  const poll = option && option.closest<HTMLElement>(".poll");
  if (!option || !poll) return;
  event.preventDefault();
  event.stopPropagation();
  void vote(poll, option);
}

document.addEventListener("click", pressed, true);
document.addEventListener("keydown", (event) => event.key === " " && pressed(event), true);
