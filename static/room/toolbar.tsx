import { render } from "preact";
import { signal } from "@preact/signals";
import type { LiveKey } from "../../words/index.ts";
import { momentOf } from "../clock.ts";
import { Icon, type IconName } from "../icon.tsx";
import { actable, mayEdit, isNote } from "../page.ts";
import { t } from "../words.ts";
import { edit } from "./edit.ts";
import { openReactions } from "./reactions.ts";

type Action = { name: string; label: LiveKey; icon: IconName; act: (item: HTMLElement) => void };

const openMenu = async (item: HTMLElement): Promise<void> => {
  const { openActions } = await import("../lazy/message-actions.tsx");
  openActions(item);
};

const change: Action = {
  name: "edit",
  label: "messages.edit",
  icon: "pencil",
  act: (item) => void edit(item),
};
const react: Action = {
  name: "react",
  label: "messages.react",
  icon: "face-smile",
  act: openReactions,
};
const reply: Action = {
  name: "reply",
  label: "messages.reply",
  icon: "chat-bubble-bottom-center-text",
  act: (item) => void import("../lazy/actions/answer.ts").then((answer) => answer.reply(item)),
};
const more: Action = {
  name: "more",
  label: "messages.actions",
  icon: "ellipsis-horizontal",
  act: (item) => void openMenu(item),
};

/** What is done with a message most often; all else that can be is in the menu (static/lazy/actions). */
const actionsOf = (item: HTMLElement): Action[] => [
  ...(item.hasAttribute("data-deleted") ? [] : [react]),
  ...(item.closest(".thread") ? [] : [reply]),
  ...(mayEdit(item) ? [change] : []),
  more,
];

const shown = signal<HTMLElement | undefined>(undefined);
let host: HTMLElement | undefined;

function Tool({ action, item, first }: { action: Action; item: HTMLElement; first: boolean }) {
  const label = t(action.label);
  return (
    <button
      type="button"
      class="icon-button"
      data-action={action.name}
      tabIndex={first ? 0 : -1}
      aria-label={label}
      title={label}
      onClick={() => action.act(item)}
    >
      <Icon name={action.icon} />
    </button>
  );
}

/** Left and right move within, as in any toolbar. */
function moved(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const tools = [...event.currentTarget.querySelectorAll("button")];
  const here = tools.findIndex((tool) => tool === document.activeElement);
  const direction = document.dir === "rtl" ? -step : step;
  tools.at((here + direction) % tools.length)?.focus();
  event.preventDefault();
}

function Toolbar() {
  const item = shown.value;
  if (!item) return null;
  return (
    <div class="message-tools" role="toolbar" aria-label={t("messages.actions")} onKeyDown={moved}>
      {actionsOf(item).map((action, index) => (
        <Tool key={action.name} action={action} item={item} first={index === 0} />
      ))}
    </div>
  );
}

function makeHost(): HTMLElement {
  const made = document.createElement("div");
  made.className = "message-tools-host";
  render(<Toolbar />, made);
  return made;
}

/** What is told only to who asks: the day of a time, and when a message was edited. */
function title(item: HTMLElement): void {
  const time = item.querySelector("time");
  const edited = item.querySelector<HTMLElement>(".edited");
  if (time) time.title = momentOf(new Date(time.dateTime));
  if (edited) edited.title = momentOf(new Date(edited.dataset.editedAt ?? 0));
}

/** The one toolbar there is, moved to a message. */
export function showToolbar(item: HTMLElement): void {
  host ??= makeHost();
  if (host.parentElement === item || isNote(item)) return;
  title(item);
  shown.value = item;
  item.append(host);
}

export function hideToolbar(): void {
  if (host?.contains(document.activeElement)) return;
  host?.remove();
}

export function focusToolbar(item: HTMLElement): void {
  showToolbar(item);
  host?.querySelector("button")?.focus();
}

/** Follows the pointer; a finger has the sheet instead (press.ts). */
export function watchPointer(): void {
  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch" || !(target instanceof Element)) return;
    const item = target.closest<HTMLElement>(actable);
    if (item) showToolbar(item);
    else hideToolbar();
  });
}
