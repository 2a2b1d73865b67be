import { ActionButton } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { Paging } from "../paging.tsx";
import { SearchForm } from "../people/people.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import type { Key } from "../../words/index.ts";
import { t } from "../words.ts";

/** An open room in the browser. */
export type OpenRoomView = {
  id: string;
  name: string;
  kind: "open" | "closed";
  topic: string | null;
  description: string | null;
  archived: boolean;
  members: number;
  joined: boolean;
};

export type BrowseView = {
  query: string;
  sort: "name" | "members" | "newest";
  archived: boolean;
  page: number;
  rooms: OpenRoomView[];
  more: boolean;
  /** Guests make none. */
  mayCreate: boolean;
};

function OpenRoom({ room }: { room: OpenRoomView }) {
  return (
    <li class="card">
      <span class="card-glyph">
        <Icon name={room.archived ? "archive-box" : "hashtag"} />
      </span>
      <div class="card-text">
        <p class="card-name">
          <a href={`/rooms/${room.id}`}>
            <bdi>{room.name}</bdi>
          </a>
        </p>
        <p>
          {room.joined ? (
            <>
              <span class="joined">
                <Icon name="check" />
                {t("rooms.joined")}
              </span>
              {" · "}
            </>
          ) : null}
          {t("rooms.members", { count: room.members })}
        </p>
        {room.topic ? <p dir="auto">{room.topic}</p> : null}
        {room.description ? (
          <p class="card-description" dir="auto">
            {room.description}
          </p>
        ) : null}
      </div>
      {room.joined ? (
        <a class="button button-quiet" href={`/rooms/${room.id}`}>
          {t("rooms.open")}
          <span class="visually-hidden">
            {" "}
            <bdi>{room.name}</bdi>
          </span>
        </a>
      ) : (
        <ActionButton action={`/rooms/${room.id}/join`}>
          {t("rooms.join")}
          <span class="visually-hidden">
            {" "}
            <bdi>{room.name}</bdi>
          </span>
        </ActionButton>
      )}
    </li>
  );
}

const orders: [sort: BrowseView["sort"], label: Key][] = [
  ["name", "rooms.sort.name"],
  ["members", "rooms.sort.members"],
  ["newest", "rooms.sort.newest"],
];

const addressOf = ({ query, sort, archived }: Pick<BrowseView, "query" | "sort" | "archived">): string =>
  `/rooms?${new URLSearchParams({ ...(query && { query }), sort, ...(archived && { archived: "true" }) }).toString()}`;

function Orders({ view }: { view: BrowseView }) {
  return (
    <nav class="tabs" aria-label={t("rooms.sort")}>
      {orders.map(([sort, label]) => (
        <a
          href={addressOf({ query: view.query, sort, archived: false })}
          aria-current={sort === view.sort && !view.archived ? "page" : undefined}
        >
          {t(label)}
        </a>
      ))}
      <a
        href={addressOf({ ...view, archived: true })}
        aria-current={view.archived ? "page" : undefined}
        class="tab-apart"
      >
        <Icon name="archive-box" />
        {t("rooms.archived")}
      </a>
    </nav>
  );
}

/** The rooms that are open to all. */
export function BrowsePage({ shell, view }: { shell: Shell; view: BrowseView }) {
  const { query, page, rooms, more } = view;
  const create = view.mayCreate ? (
    <a class="button" href="/rooms/new">
      {t("rooms.new")}
    </a>
  ) : null;
  return (
    <ShellPage shell={shell} title={t("rooms.browse")}>
      <Pane title={t("rooms.browse")} lead={t("rooms.browseLead")} actions={create}>
        <SearchForm action="/rooms" query={query} label={t("rooms.nameOrTopic")} />
        <Orders view={view} />
        {rooms.length ? null : (
          <div class="nothing">
            <Icon name="chat-bubble-left-right" />
            <p>{query ? t("rooms.noneFound") : view.archived ? t("rooms.noneArchived") : t("rooms.none")}</p>
          </div>
        )}
        <ul class="cards">
          {rooms.map((room) => (
            <OpenRoom room={room} />
          ))}
        </ul>
        <Paging href={addressOf(view)} page={page} more={more} />
      </Pane>
    </ShellPage>
  );
}
