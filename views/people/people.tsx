import type { Child } from "../jsx/html.ts";
import type { User } from "../../src/lib/contract/objects.ts";
import { ActionButton, ProblemNote, type Problem } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { Paging } from "../paging.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";
import { Avatar, Presence } from "./avatar.tsx";
import { StatusMark } from "./status.tsx";
import { GuestTag } from "./guest-tag.tsx";

type RowProps = { user: User; online: boolean; note?: string; children?: Child };

/** A person with presence, and what can be done about them. */
export function PersonRow({ user, online, note, children }: RowProps) {
  return (
    <li class="card">
      <span class="face">
        <Avatar userId={user.id} name={user.displayName} avatarUrl={user.avatarUrl} />
        <Presence userId={user.id} online={online} />
      </span>
      <div class="card-text">
        <p class="card-name">
          <a href={`/people/${user.username}`}>
            <bdi data-person={user.id}>{user.displayName}</bdi>
          </a>
          <StatusMark user={user} />
          <GuestTag user={user} />
          {note ? <small class="tag">{note}</small> : null}
        </p>
        <p>@{user.username}</p>
      </div>
      {children}
    </li>
  );
}

export function SearchForm({ action, query, label }: { action: string; query: string; label?: string }) {
  const asked = label ?? t("people.nameOrUsername");
  return (
    <form class="search" method="get" action={action} role="search">
      <label class="visually-hidden" for="query">
        {asked}
      </label>
      <Icon name="magnifying-glass" />
      <input
        id="query"
        type="search"
        name="query"
        value={query}
        placeholder={asked}
        maxlength={100}
        autocomplete="off"
      />
      <button class="button" type="submit">
        {t("people.search")}
      </button>
    </form>
  );
}

/** Opens the direct room with somebody. */
export function WriteButton({ user, primary }: { user: User; primary?: boolean }) {
  return (
    <ActionButton
      action="/direct-messages"
      fields={{ userIds: user.id }}
      class={primary ? "button button-primary" : "button"}
    >
      {primary ? (
        t("people.write")
      ) : (
        <>
          {t("people.message")}
          <span class="visually-hidden">
            {" "}
            <bdi>{user.displayName}</bdi>
          </span>
        </>
      )}
    </ActionButton>
  );
}

export type PeopleView = {
  query: string;
  people: User[];
  page: number;
  more: boolean;
  mayInvite: boolean;
  problem?: Problem | undefined;
};

/** Everybody, to find someone and write to them. */
export function PeoplePage({ shell, view }: { shell: Shell; view: PeopleView }) {
  const { query, people, page, more, problem } = view;
  const invite = view.mayInvite ? (
    <a class="button" href="/invitations">
      {t("invitations.people")}
    </a>
  ) : null;
  return (
    <ShellPage shell={shell} title={t("people.title")}>
      <Pane title={t("people.title")} lead={t("people.lead")} actions={invite}>
        <ProblemNote problem={problem} />
        <SearchForm action="/people" query={query} />
        {query && people.length === 0 ? <p class="quiet">{t("people.nobody")}</p> : null}
        <ul class="cards">
          {people.map((user) => (
            <PersonRow
              user={user}
              online={shell.online.has(user.id)}
              note={user.id === shell.viewer.userId ? t("people.you") : ""}
            >
              {user.id === shell.viewer.userId ? null : <WriteButton user={user} />}
            </PersonRow>
          ))}
        </ul>
        <Paging
          href={query ? `/people?query=${encodeURIComponent(query)}` : "/people"}
          page={page}
          more={more}
        />
        {shell.own.blocked.length ? (
          <p>
            <a href="/blocks">{t("people.toBlocked")}</a>
          </p>
        ) : null}
      </Pane>
    </ShellPage>
  );
}
