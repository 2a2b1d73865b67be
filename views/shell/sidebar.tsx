import { Avatar, Presence } from "../people/avatar.tsx";
import { Icon, Mark } from "../icons.tsx";
import { escape, raw, type Html } from "../jsx/html.ts";
import { t } from "../words.ts";
import { inOrder } from "./by-title.ts";
import type { Shell, SidebarRoom } from "./types.ts";
import { UnreadOnlyButton } from "./unread-only.tsx";

function face(room: SidebarRoom, shell: Shell): string {
  const other = room.otherUserIds[0];
  if (room.kind !== "direct")
    return `<span class="room-glyph">${Icon({ name: room.kind === "closed" ? "lock-closed" : "hashtag" }).text}</span>`;
  if (room.otherUserIds.length > 1)
    return `<span class="avatar avatar-small avatar-group" aria-hidden="true">${room.otherUserIds.length + 1}</span>`;
  const avatar = Avatar({ userId: other ?? shell.viewer.userId, name: room.title, size: "small" });
  const presence = other ? Presence({ userId: other, online: shell.online.has(other) }).text : "";
  return `<span class="face">${avatar.text}${presence}</span>`;
}

function badge(count: number): string {
  const hidden = count === 0 ? ` hidden=""` : "";
  return `<span class="badge"${hidden}><span class="badge-count">${count > 99 ? "99+" : count}</span><span class="visually-hidden"> unread</span></span>`;
}

/**
 * The counters travel with the link, so that the browser can go on counting from them. On the hot path, fifty times a
 * page, hence a string.
 */
function roomLink(room: SidebarRoom, shell: Shell): string {
  const href = `/rooms/${room.id}`;
  const current = shell.path === href ? ` aria-current="page"` : "";
  const unread = room.unreadCount > 0 ? ` data-unread="true"` : "";
  const counters = `data-room-id="${room.id}" data-revision="${room.revision}" data-last-sequence="${room.lastSequence}" data-last-read="${room.lastReadSequence}"${unread}`;
  const title = `<bdi class="room-title">${escape(room.title)}</bdi>`;
  return `<li><a class="room-link" href="${href}"${current} ${counters}>${face(room, shell)}${title}${badge(room.unreadCount)}</a></li>`;
}

function roomLinks(rooms: SidebarRoom[], shell: Shell): Html {
  let html = "";
  for (const room of rooms) html += roomLink(room, shell);
  return raw(html);
}

type SectionProps = {
  title: string;
  id: string;
  rooms: SidebarRoom[];
  shell: Shell;
  add: { href: string; label: string };
  empty: string;
};

function Section({ title, id, rooms, shell, add, empty }: SectionProps) {
  return (
    <section class="sidebar-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <a class="icon-button" href={add.href} aria-label={add.label} title={add.label}>
          <Icon name="plus" />
        </a>
      </header>
      {rooms.length ? null : <p class="sidebar-empty">{empty}</p>}
      <ul class="room-list">{roomLinks(rooms, shell)}</ul>
    </section>
  );
}

function Places({ path }: { path: string }) {
  const current = (href: string) => (path === href ? "page" : undefined);
  return (
    <ul class="room-list places">
      <li>
        <a class="room-link" href="/unread" aria-current={current("/unread")}>
          <span class="room-glyph">
            <Icon name="inbox" />
          </span>
          <span class="room-title">{t("palette.unread")}</span>
        </a>
      </li>
      <li>
        <a class="room-link" href="/rooms" aria-current={current("/rooms")}>
          <span class="room-glyph">
            <Icon name="chat-bubble-left-right" />
          </span>
          <span class="room-title">Browse rooms</span>
        </a>
      </li>
      <li>
        <a class="room-link" href="/people" aria-current={current("/people")}>
          <span class="room-glyph">
            <Icon name="users" />
          </span>
          <span class="room-title">People</span>
        </a>
      </li>
    </ul>
  );
}

function Me({ shell }: { shell: Shell }) {
  return (
    <footer class="sidebar-me">
      <a class="me-link" href="/profile" aria-current={shell.path === "/profile" ? "page" : undefined}>
        <Avatar
          userId={shell.viewer.userId}
          name={shell.viewer.displayName}
          avatarUrl={shell.viewer.avatarUrl}
          size="small"
        />
        <span class="me-names">
          <bdi class="me-name">{shell.viewer.displayName}</bdi>
          <span class="me-username">@{shell.viewer.username}</span>
        </span>
      </a>
      <form method="post" action="/sign-out" hx-boost="false">
        <button class="icon-button" type="submit" aria-label="Sign out" title="Sign out">
          <Icon name="arrow-right-start-on-rectangle" />
        </button>
      </form>
    </footer>
  );
}

/** Everywhere the person can go: rooms by name, so that they stay put; direct ones by what moved last. Also sent alone when a room appears or goes. */
export function Sidebar({ shell }: { shell: Shell }) {
  const direct = shell.rooms.filter((room) => room.kind === "direct");
  const others = shell.rooms.filter((room) => room.kind !== "direct");
  const rooms = inOrder(shell.viewer.userId, others);
  return (
    <nav
      id="sidebar"
      class="sidebar"
      aria-label="Rooms and people"
      data-unread-only={shell.unreadOnly || undefined}
    >
      <header class="sidebar-head">
        <a class="brand" href="/home">
          <Mark />
          <bdi>{shell.place ?? "Wisp"}</bdi>
        </a>
        <UnreadOnlyButton shell={shell} />
      </header>
      <div class="sidebar-scroll">
        <Places path={shell.path} />
        <Section
          title="Rooms"
          id="sidebar-rooms"
          rooms={rooms}
          shell={shell}
          add={{ href: "/rooms/new", label: "Create a room" }}
          empty="You are in no room yet."
        />
        <Section
          title="Direct messages"
          id="sidebar-direct"
          rooms={direct}
          shell={shell}
          add={{ href: "/people", label: "Write to someone" }}
          empty="Nobody here yet."
        />
      </div>
      <Me shell={shell} />
    </nav>
  );
}
