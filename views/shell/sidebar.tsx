import { Icon, Mark } from "../icons.tsx";
import type { IconName } from "../icon-names.ts";
import { type Child, raw } from "../jsx/html.ts";
import { Avatar } from "../people/avatar.tsx";
import { t } from "../words.ts";
import { blockedSheet } from "./blocked-sheet.ts";
import { MeMenu } from "./me-menu.tsx";
import { badge, isQuiet, roomLinks } from "./room-link.ts";
import { type SectionName, sectionsOf } from "./sections.ts";
import type { Shell, SidebarRoom } from "./types.ts";
import { UnreadOnlyButton } from "./unread-only.tsx";

type SectionProps = {
  name: SectionName;
  title: string;
  rooms: SidebarRoom[];
  shell: Shell;
  add?: { href: string; label: string };
  empty?: string;
};

/** Folds by itself; the browser has the fold remembered (static/sidebar/fold.ts). */
function Section({ name, title, rooms, shell, add, empty }: SectionProps) {
  const id = `sidebar-${name}`;
  return (
    <section class="sidebar-section" aria-labelledby={id}>
      <details class="fold" data-section={name} open={!shell.preferences.foldedSections.includes(name)}>
        <summary>
          <Icon name="chevron-down" />
          <h2 id={id}>{title}</h2>
        </summary>
        {rooms.length || !empty ? null : <p class="sidebar-empty">{empty}</p>}
        <ul class="room-list">{roomLinks(rooms, shell)}</ul>
      </details>
      {add ? (
        <a class="icon-button" href={add.href} aria-label={add.label} title={add.label}>
          <Icon name="plus" />
        </a>
      ) : null}
    </section>
  );
}

type PlaceProps = {
  href: string;
  icon: IconName;
  label: string;
  path: string;
  /** What is to be counted on at the end of the link. */
  count?: Child;
  children?: Child;
};

function Place({ href, icon, label, path, count, children }: PlaceProps) {
  return (
    <li>
      <a class="room-link" href={href} aria-current={path === href ? "page" : undefined}>
        <span class="room-glyph">
          <Icon name={icon} />
        </span>
        <span class="room-title">{label}</span>
        {count}
      </a>
      {children}
    </li>
  );
}

/** Unread replies; the browser has them counted anew (static/lazy/thread/unread.ts). */
function Threads({ shell: { threads } }: { shell: Shell }) {
  return (
    <span id="threads-unread" data-count={threads.count}>
      {raw(badge("badge", "", threads.count, t("shell.unread")))}
    </span>
  );
}

function Me({ shell }: { shell: Shell }) {
  const { userId, displayName, username } = shell.viewer;
  return (
    <footer class="sidebar-me">
      <a class="me-link" href="/profile" aria-current={shell.path === "/profile" ? "page" : undefined}>
        <Avatar userId={userId} name={displayName} avatarUrl={shell.viewer.avatarUrl} size="small" />
        <span class="me-names">
          <bdi class="me-name" data-person={userId}>
            {displayName}
          </bdi>
          <bdi class="me-username">@{username}</bdi>
        </span>
      </a>
      <MeMenu shell={shell} />
      <a
        class="icon-button"
        href="/settings"
        aria-label={t("settings.title")}
        title={t("settings.title")}
        aria-current={shell.path.startsWith("/settings") ? "page" : undefined}
      >
        <Icon name="cog-6-tooth" />
      </a>
      <form method="post" action="/sign-out" hx-boost="false">
        <button class="icon-button" type="submit" aria-label={t("shell.signOut")} title={t("shell.signOut")}>
          <Icon name="arrow-right-start-on-rectangle" />
        </button>
      </form>
    </footer>
  );
}

/** Unread messages that name the viewer, but for those of rooms from which they want to hear nothing. */
const calls = ({ rooms }: Shell): number =>
  rooms.reduce((sum, room) => sum + (isQuiet(room) ? 0 : room.mentionCount), 0);

function Sections({ shell }: { shell: Shell }) {
  const { starred, rooms, direct } = sectionsOf(shell);
  return (
    <>
      {starred.length ? (
        <Section name="starred" title={t("shell.starred")} rooms={starred} shell={shell} />
      ) : null}
      <Section
        name="rooms"
        title={t("shell.rooms")}
        rooms={rooms}
        shell={shell}
        add={shell.viewer.role === "guest" ? undefined : { href: "/rooms/new", label: t("shell.createRoom") }}
        empty={shell.rooms.length ? t("shell.noOtherRoom") : t("shell.noRoom")}
      />
      <Section
        name="direct"
        title={t("shell.direct")}
        rooms={direct}
        shell={shell}
        add={{ href: "/direct-messages/new", label: t("shell.writeTo") }}
        empty={t("shell.noDirect")}
      />
    </>
  );
}

/** Everywhere the person can go. Also sent alone when a room appears, goes or moves. */
export function Sidebar({ shell }: { shell: Shell }) {
  return (
    <nav
      id="sidebar"
      class="sidebar"
      aria-label={t("shell.navigation")}
      data-unread-only={shell.preferences.unreadOnly || undefined}
      data-sound={shell.preferences.sound && !shell.own.doNotDisturbUntil ? "on" : "off"}
      data-until={shell.own.doNotDisturbUntil}
      data-blocked={shell.own.blocked.join(" ") || undefined}
    >
      {shell.own.blocked.length ? <link rel="stylesheet" href={blockedSheet(shell)} /> : null}
      <header class="sidebar-head">
        <a class="brand" href="/home">
          <Mark />
          <bdi>{shell.place ?? "Wisp"}</bdi>
        </a>
        <button
          class="icon-button with-script"
          type="button"
          data-palette
          aria-label={t("shell.search")}
          title={t("shell.search")}
        >
          <Icon name="magnifying-glass" />
        </button>
        <a
          class="icon-button without-script"
          href="/search"
          aria-label={t("search.title")}
          title={t("search.title")}
        >
          <Icon name="magnifying-glass" />
        </a>
      </header>
      <div class="sidebar-scroll">
        <ul class="room-list places">
          <Place href="/unread" icon="inbox" label={t("unread.title")} path={shell.path}>
            <UnreadOnlyButton shell={shell} />
          </Place>
          <Place
            href="/threads"
            icon="chat-bubble-bottom-center-text"
            label={t("threads.title")}
            path={shell.path}
            count={<Threads shell={shell} />}
          />
          <Place
            href="/mentions"
            icon="at-symbol"
            label={t("mentions.title")}
            path={shell.path}
            count={raw(badge("mention-badge called", "", calls(shell), t("shell.mentions")))}
          />
          <Place
            href="/saved"
            icon="bookmark"
            label={t("saved.title")}
            path={shell.path}
            count={raw(badge("badge", "", shell.reminders, t("shell.reminders")))}
          />
          <Place href="/rooms" icon="chat-bubble-left-right" label={t("rooms.browse")} path={shell.path} />
          <Place href="/people" icon="users" label={t("shell.people")} path={shell.path} />
          <Place href="/scheduled" icon="clock" label={t("shell.scheduled")} path={shell.path} />
        </ul>
        <Sections shell={shell} />
      </div>
      <Me shell={shell} />
    </nav>
  );
}
