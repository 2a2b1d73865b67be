import { currentRoomId } from "../../page.ts";
import { composerOf } from "../../room/edit.ts";
import { openThread } from "../../shell/details.ts";
import { apply } from "../../writing/apply.ts";
import { type Action, isDeleted, messageIdOf } from "./action.ts";

/** Opens the thread that hangs on a message, or that it is a reply in, to be answered there. */
export function reply(item: HTMLElement): void {
  const rootId = item.dataset.threadRootId ?? messageIdOf(item);
  void openThread(`/rooms/${currentRoomId() ?? ""}/threads/${rootId}`);
}

/** Characters of a message that are quoted. */
const most = 500;

function quoteOf(item: HTMLElement): string {
  const content = item.querySelector<HTMLElement>(".message-content");
  const edited = content?.querySelector<HTMLElement>(".edited");
  edited?.setAttribute("hidden", "");
  const text = content?.innerText.trim() ?? "";
  edited?.removeAttribute("hidden");
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  const link = item.querySelector<HTMLAnchorElement>("a.message-time")?.href ?? "";
  const lines = cut.split("\n").map((line) => `> ${line}`);
  return [...lines, `> — ${link}`, "", ""].join("\n");
}

/** Puts what a message says, and where it stands, into the composer below it, before what is written there. */
export function quote(item: HTMLElement): void {
  const field = composerOf(item);
  if (!(field instanceof HTMLTextAreaElement)) return;
  const text = quoteOf(item);
  const caret = field.value.length + text.length;
  apply(field, { from: 0, to: 0, text, start: caret, end: caret });
}

const replying: Action = {
  name: "reply",
  label: "threads.label",
  icon: "chat-bubble-bottom-center-text",
  act: reply,
};
const quoting: Action = { name: "quote", label: "threads.quote", icon: "arrow-uturn-left", act: quote };

export const answerActions = (item: HTMLElement): Action[] => [
  replying,
  ...(isDeleted(item) ? [] : [quoting]),
];
