import { Icon } from "../icons.tsx";
import type { IconName } from "../icon-names.ts";
import { raw } from "../jsx/html.ts";
import { Avatar } from "../people/avatar.tsx";
import { statusMark } from "../people/status.tsx";
import { levelOf, namesake, roomFace } from "../shell/room-link.ts";
import { BackLink } from "../shell/shell.tsx";
import type { Shell, SidebarRoom } from "../shell/types.ts";
import { lifetimeText } from "./lifetime.ts";
import { t } from "../words.ts";
import type { Company } from "./company.ts";

/** What a form of the room's header or details puts in its place: itself, and the header where that says it too. */
export const inPlace = (target: string) =>
  JSON.stringify({ target, select: target, selectOOB: "#room-header", swap: "outerHTML", push: "false" });

type Props = { shell: Shell; room: SidebarRoom; company: Company; open: boolean };

function Star({ room }: Pick<Props, "room">) {
  const starred = room.starredAt !== null;
  const label = starred ? t("room.unstar") : t("room.star");
  return (
    <form
      class="header-star"
      method="post"
      action={`/rooms/${room.id}/membership`}
      hx-boost={JSON.stringify({
        target: "#room-header",
        select: "#room-header",
        swap: "outerHTML",
        push: "false",
      })}
    >
      <input type="hidden" name="starred" value={String(!starred)} />
      <button class="icon-button star" type="submit" aria-pressed={starred} aria-label={label} title={label}>
        <Icon name="star" />
      </button>
    </form>
  );
}

function Faces({ room, company }: Pick<Props, "room" | "company">) {
  return (
    <a
      class="header-faces"
      href={`/rooms/${room.id}/members`}
      hx-boost="false"
      data-details
      title={t("room.membersCount", { count: company.count })}
    >
      {company.faces.slice(0, 3).map(({ userId, displayName, avatarUrl }) => (
        <Avatar userId={userId} name={displayName} avatarUrl={avatarUrl} size="small" />
      ))}
      <span class="header-count" aria-hidden="true">
        {company.count}
      </span>
      <span class="visually-hidden">{t("room.membersCount", { count: company.count })}</span>
    </a>
  );
}

const bells: Record<ReturnType<typeof levelOf>, { icon: IconName; word: () => string }> = {
  everything: { icon: "bell-alert", word: () => t("room.levelEverything") },
  mentions: { icon: "bell", word: () => t("room.levelMentions") },
  nothing: { icon: "bell-slash", word: () => t("room.levelNothing") },
  invisible: { icon: "bell-slash", word: () => t("room.levelInvisible") },
};

function Bell({ room, shell }: Pick<Props, "room" | "shell">) {
  const { icon, word } = bells[levelOf(room, shell)];
  const label = t("room.notificationsAre", { level: word() });
  return (
    <a
      class="icon-button header-bell"
      href={`/rooms/${room.id}/members#notifications`}
      hx-boost="false"
      data-details
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </a>
  );
}

function Heading({ room, shell }: Pick<Props, "room" | "shell">) {
  const person = namesake(room, shell);
  return (
    <>
      <span class="header-face" aria-hidden="true">
        {raw(roomFace(room, shell))}
      </span>
      <div class="pane-titles">
        <h1>
          <bdi data-person={person}>{room.title}</bdi>
          {person ? raw(statusMark(person, room)) : null}
        </h1>
        {room.topic ? (
          <a
            class="topic"
            dir="auto"
            title={room.topic}
            href={`/rooms/${room.id}/members`}
            hx-boost="false"
            data-details
          >
            {room.topic}
          </a>
        ) : null}
      </div>
    </>
  );
}

/** That what is said here disappears, and after how long. */
function Lifetime({ room }: Pick<Props, "room">) {
  const { messageLifetime } = room.settings;
  if (messageLifetime === null) return null;
  const lifetime = lifetimeText(messageLifetime);
  const label = t("room.disappearing", { lifetime });
  return (
    <span class="header-lifetime" title={label}>
      <Icon name="clock" />
      <span class="visually-hidden">{label}</span>
      <span aria-hidden="true">{lifetime}</span>
    </span>
  );
}

/** The header of a room. The browser opens and closes the details in place (static/shell/details.ts). */
export function RoomHeader({ shell, room, company, open }: Props) {
  const label = open ? t("room.closeDetails") : t("room.details");
  return (
    <header id="room-header" class="pane-header room-header">
      <BackLink />
      <Heading room={room} shell={shell} />
      <Lifetime room={room} />
      <div class="pane-actions">
        <Faces room={room} company={company} />
        <Star room={room} />
        <Bell room={room} shell={shell} />
        <button
          class="icon-button header-search with-script"
          type="button"
          data-palette
          aria-label={t("shell.search")}
          title={t("shell.search")}
        >
          <Icon name="magnifying-glass" />
        </button>
        <a
          class="icon-button details-toggle"
          href={open ? `/rooms/${room.id}` : `/rooms/${room.id}/members`}
          hx-boost="false"
          data-details={open ? "close" : "open"}
          aria-expanded={open}
          aria-label={t("room.details")}
          title={label}
        >
          <Icon name="information-circle" />
        </a>
      </div>
    </header>
  );
}
