import type { Message, Poll } from "../../src/lib/contract/objects.ts";
import { t } from "../words.ts";

const word = (name: string, text: string): string =>
  ` · <span data-poll-word="${name}">${Bun.escapeHTML(text)}</span>`;

/** What a poll is like, below its answers. The browser says it in its reader's words (static/lazy/polls.ts). */
function foot({ multiple, anonymous, closedAt }: Poll, votes: number): string {
  return `<p class="poll-foot"><span data-poll-votes="${votes}">${Bun.escapeHTML(t("polls.votes", { count: votes }))}</span>${
    multiple ? word("several", t("polls.several")) : ""
  }${anonymous ? word("anonymous", t("polls.anonymous")) : ""}${closedAt ? word("closed", t("polls.closed")) : ""}</p>`;
}

/**
 * A poll below the message that asks it, the same for every viewer. Its answers lead to where one votes without a script;
 * with one they are voted for where they stand, and the viewer's own are marked.
 */
export function drawPoll({ id, poll }: Message): string {
  if (!poll) return "";
  const votes = poll.options.reduce((sum, option) => sum + option.votes, 0);
  const options = poll.options.map(
    (option, place) =>
      `<li><a class="poll-option" href="/messages/${id}#poll" data-option="${place}"><span class="poll-mark"></span><span class="poll-text" dir="auto">${Bun.escapeHTML(option.text)}</span><span class="poll-count">${option.votes}</span><progress value="${option.votes}" max="${Math.max(1, votes)}" aria-hidden="true"></progress></a></li>`,
  );
  const state = `${poll.multiple ? " data-multiple" : ""}${poll.closedAt ? " data-closed" : ""}`;
  return `<div class="poll"${state}><ul>${options.join("")}</ul>${foot(poll, votes)}</div>`;
}
