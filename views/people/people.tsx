import type { Child } from "../jsx/html.ts";
import type { User } from "../../src/lib/contract/objects.ts";
import { ActionButton, ProblemNote, type Problem } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { Avatar, Presence } from "./avatar.tsx";

type RowProps = { user: User; online: boolean; note?: string; children?: Child };

/** A person with presence, and what can be done about them. */
export function PersonRow({ user, online, note, children }: RowProps) {
  return (
    <li class="card">
      <span class="face">
        <Avatar userId={user.id} name={user.displayName} />
        <Presence userId={user.id} online={online} />
      </span>
      <div class="card-text">
        <p class="card-name">
          <bdi>{user.displayName}</bdi>
          {note ? <small class="tag">{note}</small> : null}
        </p>
        <p>@{user.username}</p>
      </div>
      {children}
    </li>
  );
}

export function SearchForm({ action, query }: { action: string; query: string }) {
  return (
    <form class="search" method="get" action={action} role="search">
      <label class="visually-hidden" for="query">
        Name or username
      </label>
      <Icon name="magnifying-glass" />
      <input
        id="query"
        type="search"
        name="query"
        value={query}
        placeholder="Name or username"
        maxlength={100}
        autocomplete="off"
      />
      <button class="button" type="submit">
        Search
      </button>
    </form>
  );
}

type Props = { shell: Shell; query: string; people: User[]; problem?: Problem | undefined };

/** Find someone and write to them. */
export function PeoplePage({ shell, query, people, problem }: Props) {
  return (
    <ShellPage shell={shell} title="People">
      <Pane title="People" lead="Find someone and write to them directly.">
        <ProblemNote problem={problem} />
        <SearchForm action="/people" query={query} />
        {query && people.length === 0 ? <p class="quiet">Nobody by that name.</p> : null}
        <ul class="cards">
          {people.map((user) => (
            <PersonRow
              user={user}
              online={shell.online.has(user.id)}
              note={user.id === shell.viewer.userId ? "you" : ""}
            >
              {user.id === shell.viewer.userId ? null : (
                <ActionButton action="/direct-messages" fields={{ userIds: user.id }}>
                  Message<span class="visually-hidden"> {user.displayName}</span>
                </ActionButton>
              )}
            </PersonRow>
          ))}
        </ul>
      </Pane>
    </ShellPage>
  );
}
