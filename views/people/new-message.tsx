import type { User } from "../../src/lib/contract/objects.ts";
import { MAX_OTHERS } from "../../src/lib/contract/inputs.ts";
import { Icon } from "../icons.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";
import { Avatar } from "./avatar.tsx";
import { PersonRow } from "./people.tsx";

export type NewMessageView = {
  /** To whom, so far. */
  chosen: User[];
  query: string;
  found: User[];
  /** The direct room to whose people others are to be added. */
  from?: string | undefined;
};

type Props = { shell: Shell; view: NewMessageView };

/** The same page with these people chosen: each step is a link, and works without a script. */
function addressOf(people: User[], from: string | undefined): string {
  const asked = { people: people.map(({ id }) => id).join(","), ...(from && { from }) };
  return `/direct-messages/new?${new URLSearchParams(asked).toString()}`;
}

function Chosen({ view: { chosen, from } }: Pick<Props, "view">) {
  return (
    <ul class="chips" aria-label={t("newMessage.to")}>
      {chosen.map((user) => {
        const others = chosen.filter(({ id }) => id !== user.id);
        return (
          <li>
            <a class="chip" href={addressOf(others, from)} title={t("newMessage.takeOut")}>
              <Avatar userId={user.id} name={user.displayName} avatarUrl={user.avatarUrl} size="small" />
              <bdi>{user.displayName}</bdi>
              <Icon name="x-mark" />
              <span class="visually-hidden"> {t("newMessage.takeOut")}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function Search({ view: { chosen, query, from } }: Pick<Props, "view">) {
  const label = t("people.nameOrUsername");
  return (
    <form class="search" method="get" action="/direct-messages/new" role="search">
      <input type="hidden" name="people" value={chosen.map(({ id }) => id).join(",")} />
      {from ? <input type="hidden" name="from" value={from} /> : null}
      <Icon name="magnifying-glass" />
      <input
        id="query"
        type="search"
        name="query"
        value={query}
        placeholder={label}
        aria-label={label}
        maxlength={100}
        autocomplete="off"
        autofocus
        hx-get="/direct-messages/new"
        hx-include="closest form"
        hx-trigger="input changed delay:150ms"
        hx-target="#found-people"
        hx-select="#found-people"
        hx-swap="outerHTML"
        hx-sync="this:replace"
      />
      <button class="button without-script" type="submit">
        {t("people.search")}
      </button>
    </form>
  );
}

function Found({ shell, view: { chosen, query, found, from } }: Props) {
  const full = chosen.length >= MAX_OTHERS;
  return (
    <div id="found-people">
      {full ? <p class="quiet">{t("newMessage.full", { count: MAX_OTHERS + 1 })}</p> : null}
      {query && found.length === 0 ? <p class="quiet">{t("people.nobody")}</p> : null}
      <ul class="cards">
        {(full ? [] : found).map((user) => (
          <PersonRow user={user} online={shell.online.has(user.id)}>
            <a class="button" href={addressOf([...chosen, user], from)}>
              {t("newMessage.add")}
              <span class="visually-hidden">
                {" "}
                <bdi>{user.displayName}</bdi>
              </span>
            </a>
          </PersonRow>
        ))}
      </ul>
    </div>
  );
}

/** To whom one writes: one person, or several together. */
export function NewMessagePage({ shell, view }: Props) {
  const { chosen, from } = view;
  return (
    <ShellPage shell={shell} title={t("newMessage.title")}>
      <Pane
        title={t("newMessage.title")}
        lead={from ? t("newMessage.leadAdd") : t("newMessage.lead")}
        back={
          from
            ? { href: `/rooms/${from}`, label: t("roomSettings.back") }
            : { href: "/people", label: t("people.backToAll") }
        }
      >
        {chosen.length ? (
          <form class="new-message" method="post" action="/direct-messages">
            <input type="hidden" name="userIds" value={chosen.map(({ id }) => id).join(",")} />
            <Chosen view={view} />
            <button class="button button-primary" type="submit">
              {chosen.length === 1 ? t("people.write") : t("newMessage.start", { count: chosen.length + 1 })}
            </button>
          </form>
        ) : null}
        <Search view={view} />
        <Found shell={shell} view={view} />
      </Pane>
    </ShellPage>
  );
}
