import type { Message, Reminder, SavedMessage } from "../../src/lib/contract/objects.ts";
import type { Key } from "../../words/index.ts";
import { dateAndTime } from "../dates.ts";
import { ActionButton } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { type Child, raw } from "../jsx/html.ts";
import { Paging } from "../paging.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";
import { placeOf } from "./about/about.ts";
import { look, messageHtml } from "./message.tsx";
import { rememberedRest } from "./remembered.ts";

export type SavedView =
  | { shown: "reminders"; reminders: Reminder[] }
  | {
      shown: "saved" | "done";
      reminders: Reminder[];
      saved: SavedMessage[];
      hasMore: boolean;
      page: number;
    };

const tabs: { name: SavedView["shown"]; label: Key }[] = [
  { name: "saved", label: "saved.open" },
  { name: "done", label: "saved.done" },
  { name: "reminders", label: "saved.reminders" },
];
const pathOf = (name: SavedView["shown"]) => (name === "saved" ? "/saved" : `/saved?show=${name}`);

function Tabs({ shown, reminders }: SavedView) {
  const told = reminders.filter(({ toldAt }) => toldAt !== null).length;
  return (
    <nav class="tabs" aria-label={t("saved.title")}>
      {tabs.map(({ name, label }) => (
        <a href={pathOf(name)} aria-current={name === shown ? "page" : undefined}>
          {t(label)}
          {name === "reminders" && told > 0 ? (
            <span class="badge">
              <span aria-hidden="true">{told}</span>
              <span class="visually-hidden">{t("saved.told", { count: told })}</span>
            </span>
          ) : null}
        </a>
      ))}
    </nav>
  );
}

type ItemProps = { message: Message; shell: Shell; note?: Child; children?: Child };

/** A message with where it stands and what is to be done with it. */
function Item({ message, shell, note, children }: ItemProps) {
  const room = shell.rooms.find(({ id }) => id === message.roomId);
  return (
    <li class="panel saved-message">
      <p class="saved-place">
        <a href={placeOf(message)}>
          <bdi>{room?.title ?? t("saved.aRoom")}</bdi>
        </a>
        {note}
      </p>
      <div class="messages about-message" hx-ignore="true">
        {raw(messageHtml(message, false, rememberedRest(message, look())))}
      </div>
      <div class="button-row">{children}</div>
    </li>
  );
}

type PressProps = {
  message: Message;
  next?: string;
  what: "saved" | "reminder";
  fields: Record<string, string>;
  children?: Child;
};

const Press = ({ message, what, fields, next = "/saved", children }: PressProps) => (
  <ActionButton
    action={`/messages/${message.id}/${what}`}
    class="button button-small"
    fields={{ ...fields, next }}
  >
    {children}
  </ActionButton>
);

function Saved({ saved: { message, doneAt }, shell }: { saved: SavedMessage; shell: Shell }) {
  const next = doneAt ? pathOf("done") : "/saved";
  return (
    <Item message={message} shell={shell}>
      <Press message={message} what="saved" next={next} fields={{ state: doneAt ? "saved" : "done" }}>
        <Icon name={doneAt ? "arrow-path" : "check"} />
        {doneAt ? t("saved.reopen") : t("saved.markDone")}
      </Press>
      <Press message={message} what="saved" next={next} fields={{ state: "not" }}>
        {t("saved.remove")}
      </Press>
    </Item>
  );
}

function Reminded({ reminder: { message, at, toldAt }, shell }: { reminder: Reminder; shell: Shell }) {
  const note = (
    <span class={toldAt ? "reminder-time told" : "reminder-time"}>
      <Icon name={toldAt ? "bell-alert" : "clock"} />
      <time datetime={at}>{dateAndTime(at)}</time>
    </span>
  );
  return (
    <Item message={message} shell={shell} note={note}>
      <Press message={message} what="reminder" fields={{ when: "never" }}>
        <Icon name={toldAt ? "check" : "x-mark"} />
        {toldAt ? t("saved.markDone") : t("remind.drop")}
      </Press>
      {toldAt ? (
        <Press message={message} what="reminder" fields={{ when: "hour" }}>
          <Icon name="clock" />
          {t("saved.anHour")}
        </Press>
      ) : null}
    </Item>
  );
}

const nothing: Record<SavedView["shown"], Key> = {
  saved: "saved.none",
  done: "saved.noneDone",
  reminders: "saved.noReminder",
};

const Nothing = ({ shown }: Pick<SavedView, "shown">) => (
  <div class="empty">
    <Icon name={shown === "reminders" ? "clock" : "bookmark"} />
    <p>{t(nothing[shown])}</p>
  </div>
);

function List({ view, shell }: { view: SavedView; shell: Shell }) {
  const items =
    view.shown === "reminders"
      ? view.reminders.map((reminder) => <Reminded reminder={reminder} shell={shell} />)
      : view.saved.map((saved) => <Saved saved={saved} shell={shell} />);
  return items.length ? <ul class="saved-list">{items}</ul> : <Nothing shown={view.shown} />;
}

/** What somebody put aside for themselves, and what they asked to be shown again. */
export function SavedPage({ shell, view }: { shell: Shell; view: SavedView }) {
  return (
    <ShellPage shell={shell} title={t("saved.title")}>
      <Pane title={t("saved.title")}>
        <div id="saved">
          {Tabs(view)}
          <List view={view} shell={shell} />
          {view.shown === "reminders" ? null : (
            <Paging href={pathOf(view.shown)} page={view.page} more={view.hasMore} />
          )}
        </div>
      </Pane>
    </ShellPage>
  );
}
