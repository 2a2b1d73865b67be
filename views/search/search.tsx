import type { Message } from "../../src/lib/contract/objects.ts";
import type { SearchPage as Found } from "../../src/lib/contract/search.ts";
import { dateAndTime } from "../dates.ts";
import { type Problem, ProblemNote } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { placeOf } from "../messages/about/about.ts";
import { Avatar } from "../people/avatar.tsx";
import { namesake } from "../shell/room-link.ts";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell, SidebarRoom } from "../shell/types.ts";
import { t } from "../words.ts";
import { Filters } from "./filters.tsx";
import { addressOf, type Asked } from "./address.ts";

export type SearchView = {
  asked: Asked;
  /** Undefined where nothing was asked, or it could not be answered. */
  found: Found | undefined;
  /** The room in which alone is looked. */
  room: SidebarRoom | undefined;
  problem?: Problem | undefined;
};

type Props = { shell: Shell; view: SearchView };

/** Asks as one writes, where a script runs; what was asked before is given up. */
function Field({ view: { asked, room } }: Pick<Props, "view">) {
  return (
    <form class="search" method="get" action="/search" role="search">
      <Icon name="magnifying-glass" />
      <input
        id="query"
        type="search"
        name="query"
        value={asked.query}
        placeholder={t("search.placeholder")}
        aria-label={t("search.placeholder")}
        maxlength={200}
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        enterkeyhint="search"
        autofocus
        hx-get="/search"
        hx-trigger="input changed delay:200ms"
        hx-include="closest form"
        hx-target="#search-answer"
        hx-select="#search-answer"
        hx-swap="outerHTML"
        hx-replace-url="true"
        hx-sync="this:replace"
      />
      {room ? <input type="hidden" name="room" value={room.id} /> : null}
      <input type="hidden" name="sort" value={asked.sort} />
      <button class="button" type="submit">
        {t("search.do")}
      </button>
    </form>
  );
}

function OnlyIn({ shell, view: { asked, room } }: Props) {
  if (!room) return null;
  return (
    <p class="search-room">
      <a class="button button-small" href={addressOf({ ...asked, room: undefined })}>
        <span>
          {t("search.onlyIn")} <bdi data-person={namesake(room, shell)}>{room.title}</bdi>
        </span>
        <Icon name="x-mark" />
        <span class="visually-hidden">{t("search.everywhere")}</span>
      </a>
    </p>
  );
}

function Orders({ asked }: { asked: Asked }) {
  const tab = (sort: Asked["sort"], label: string) => (
    <a href={addressOf({ ...asked, sort })} aria-current={sort === asked.sort ? "page" : undefined}>
      {label}
    </a>
  );
  return (
    <nav class="tabs" aria-label={t("search.sort")}>
      {tab("newest", t("search.newest"))}
      {tab("best", t("search.best"))}
    </nav>
  );
}

const titleIn = (shell: Shell, { roomId }: Message) => shell.rooms.find(({ id }) => id === roomId);

function Result({ shell, result: { message, snippet } }: { shell: Shell; result: Found["results"][number] }) {
  const room = titleIn(shell, message);
  return (
    <li class="card search-result">
      <Avatar
        userId={message.senderId}
        name={message.senderDisplayName}
        avatarUrl={message.senderAvatarUrl}
      />
      <div class="card-text">
        <p class="search-where">
          <bdi class="search-sender" data-person={message.senderId}>
            {message.senderDisplayName}
          </bdi>
          <span>
            {t("search.in")}{" "}
            <bdi data-person={room && namesake(room, shell)}>{room?.title ?? t("rooms.unnamed")}</bdi>
          </span>
          <a href={placeOf(message)}>
            <time datetime={message.createdAt}>{dateAndTime(message.createdAt)}</time>
          </a>
        </p>
        <p class="search-snippet" dir="auto">
          {snippet.map(({ text, match }) => (match ? <mark>{text}</mark> : text))}
        </p>
      </div>
    </li>
  );
}

const problems: Record<string, (value: string) => string> = {
  has: (value) => t("search.unknownPart", { value }),
  words: (value) => t("search.tooMany", { count: Number(value) }),
  from: () => t("search.tooManyFilters"),
  in: () => t("search.tooManyFilters"),
};

function Problems({ found }: { found: Found }) {
  return (
    <p class="note">
      {found.problems
        .map(({ key, value }) => problems[key]?.(value) ?? t("search.unknownDay", { value }))
        .join(" ")}
    </p>
  );
}

function Nothing({ asked, found }: { asked: Asked; found: Found }) {
  if (!asked.query.trim() || found.results.length || found.problems.length) return null;
  return (
    <div class="nothing">
      <Icon name="magnifying-glass" />
      <p>{t("search.nothing")}</p>
    </div>
  );
}

/** What was found. It takes its own place as one writes, so that the field keeps what is in it. */
function Answer({ shell, view: { asked, found, problem } }: Props) {
  const next = found?.next && addressOf({ ...asked, before: found.next });
  return (
    <div id="search-answer" class="search-answer" aria-live="polite">
      <Filters open={!asked.query.trim()} />
      {problem ? <ProblemNote problem={problem} /> : null}
      {found?.problems.length ? <Problems found={found} /> : null}
      {found?.indexing ? <p class="note">{t("search.indexing")}</p> : null}
      {found?.results.length ? <Orders asked={asked} /> : null}
      {found ? <Nothing asked={asked} found={found} /> : null}
      <ol class="cards">
        {found?.results.map((result) => (
          <Result shell={shell} result={result} />
        ))}
      </ol>
      {next ? (
        <nav class="paging" aria-label={t("people.pages")}>
          <a class="button" rel="next" href={next}>
            {t("search.more")}
          </a>
        </nav>
      ) : null}
    </div>
  );
}

/** Searches what was said in the reader's rooms. */
export function SearchPage({ shell, view }: Props) {
  return (
    <ShellPage shell={shell} title={t("search.title")}>
      <Pane title={t("search.title")}>
        <div class="search-ask">
          <Field view={view} />
          <OnlyIn shell={shell} view={view} />
        </div>
        <Answer shell={shell} view={view} />
      </Pane>
    </ShellPage>
  );
}
