import type { Member, Message, User } from "../../src/lib/contract/objects.ts";
import { ActionButton, ProblemNote, type Problem } from "../forms.tsx";
import { FOR_EVER } from "../../src/lib/until.ts";
import { dateAndTime, longDate } from "../dates.ts";
import type { IconName } from "../icon-names.ts";
import { Icon } from "../icons.tsx";
import { isQuiet } from "../shell/room-link.ts";
import { pageBoost } from "../shell/shell.tsx";
import type { Shell, SidebarRoom } from "../shell/types.ts";
import { t } from "../words.ts";
import { inPlace } from "./header.tsx";
import { Pins } from "./pins.tsx";
import { Members } from "./members.tsx";
import { powersIn } from "./powers.ts";
import { duration as inWords } from "./writing.tsx";

export type DetailsView = {
  room: SidebarRoom;
  members: Member[];
  /** Those of them who write nothing here for now, where the reader looks after the room. */
  silenced: ReadonlySet<string>;
  /** Of all members, of whom `members` may be a part. */
  count: number;
  mayInvite: boolean;
  /** What members, and others to invite, are looked for by. */
  query: string;
  found: User[];
  /** What the room's section of the sidebar could do with it. */
  moves: { up: boolean; down: boolean };
  pins: Message[];
  problem?: Problem | undefined;
};

export type DetailsProps = { shell: Shell; view: DetailsView };

const kinds = {
  open: () => t("room.kindOpen"),
  closed: () => t("room.kindClosed"),
  direct: () => t("room.kindDirect"),
};

function Move({ room, direction, label }: { room: SidebarRoom; direction: "up" | "down"; label: string }) {
  return (
    <ActionButton
      action={`/rooms/${room.id}/membership`}
      fields={{ move: direction, next: "details" }}
      class="button button-small move"
      title={label}
    >
      <Icon name={direction === "up" ? "arrow-up" : "arrow-down"} />
      <span class="visually-hidden">{label}</span>
    </ActionButton>
  );
}

/** Also the way to order rooms for whoever can neither drag nor press two keys with an arrow. */
function InSidebar({ shell, view }: DetailsProps) {
  const { room, moves } = view;
  return (
    <div class="details-acts">
      <ActionButton
        action={`/rooms/${room.id}/membership`}
        fields={{ starred: String(room.starredAt === null), next: "details" }}
        class="button button-small"
      >
        <Icon name="star" />
        {room.starredAt === null ? t("room.star") : t("room.unstar")}
      </ActionButton>
      <a class="button button-small" href={`/search?room=${room.id}`}>
        <Icon name="magnifying-glass" />
        {t("room.searchHere")}
      </a>
      {moves.up ? <Move room={room} direction="up" label={t("room.moveUp")} /> : null}
      {moves.down ? <Move room={room} direction="down" label={t("room.moveDown")} /> : null}
      <Lead shell={shell} view={view} />
    </div>
  );
}

/** Further facts, where they are not as usual. */
function Facts({ room: { settings } }: { room: SidebarRoom }) {
  const facts: [icon: IconName, text: string][] = [];
  if (settings.archivedAt) facts.push(["archive-box", t("room.archivedNote")]);
  if (settings.posting === "moderators") facts.push(["megaphone", t("room.announcement")]);
  if (settings.slowMode > 0) facts.push(["clock", t("slow.every", { duration: inWords(settings.slowMode) })]);
  return (
    <>
      {facts.map(([icon, text]) => (
        <p class="details-fact">
          <Icon name={icon} />
          {text}
        </p>
      ))}
    </>
  );
}

/** To the room's settings for those who look after it; from a direct room to a larger one. */
function Lead({ shell, view: { room } }: DetailsProps) {
  if (room.kind === "direct")
    return (
      <a class="button button-small" href={`/direct-messages/new?from=${room.id}`} hx-boost={pageBoost}>
        <Icon name="user-plus" />
        {t("room.addPeople")}
      </a>
    );
  if (!powersIn(room, shell.viewer).set) return null;
  return (
    <a class="button button-small" href={`/rooms/${room.id}/settings`} hx-boost={pageBoost}>
      <Icon name="cog-6-tooth" />
      {t("roomSettings.title")}
    </a>
  );
}

function About({ shell, view }: DetailsProps) {
  const { room } = view;
  const { description } = room.settings;
  return (
    <section class="details-part" aria-labelledby="about">
      <h3 id="about">{t("room.about")}</h3>
      {room.kind === "direct" ? null : (
        <p class="details-topic" dir="auto">
          {room.topic ?? <span class="quiet">{t("room.noTopic")}</span>}
        </p>
      )}
      {description ? (
        <p class="details-description" dir="auto">
          {description}
        </p>
      ) : null}
      <p class="details-fact">
        <Icon
          name={room.kind === "open" ? "hashtag" : room.kind === "closed" ? "lock-closed" : "at-symbol"}
        />
        {kinds[room.kind]()}
      </p>
      <p class="details-fact">
        <Icon name="clock" />
        <time datetime={new Date(room.createdAt).toISOString()}>
          {t("room.created", { date: longDate(room.createdAt) })}
        </time>
      </p>
      <Facts room={room} />
      <InSidebar shell={shell} view={view} />
    </section>
  );
}

const levels = {
  everything: () => t("room.levelEverything"),
  mentions: () => t("room.levelMentions"),
  nothing: () => t("room.levelNothing"),
  invisible: () => t("room.levelInvisible"),
};

const quiets = {
  hour: () => t("status.hour"),
  tomorrow: () => t("room.quietTomorrow"),
  week: () => t("room.quietWeek"),
  ever: () => t("room.quietEver"),
};

/** Nothing of the room for a while; it comes back by itself. */
function Quiet({ room }: { room: SidebarRoom }) {
  const end = isQuiet(room) ? room.quietUntil : null;
  return (
    <form class="level" method="post" action={`/rooms/${room.id}/membership`} hx-trigger="change, submit">
      <input type="hidden" name="next" value="details" />
      <label for="quiet">{t("room.quiet")}</label>
      <select id="quiet" name="quiet">
        {end === null ? null : (
          <option value="kept" selected>
            {end === FOR_EVER ? t("room.quietEver") : t("status.until", { time: dateAndTime(end) })}
          </option>
        )}
        <option value="off" selected={end === null}>
          {t("room.quietOff")}
        </option>
        {Object.entries(quiets).map(([duration, word]) => (
          <option value={duration}>{word()}</option>
        ))}
      </select>
      <button class="button without-script" type="submit">
        {t("common.save")}
      </button>
    </form>
  );
}

function Notifications({ shell, view: { room } }: DetailsProps) {
  const { notifyDirect, notifyRooms } = shell.preferences;
  const usual = levels[room.kind === "direct" ? notifyDirect : notifyRooms]();
  return (
    <section class="details-part" aria-labelledby="notifications">
      <h3 id="notifications">{t("room.notifications")}</h3>
      <form class="level" method="post" action={`/rooms/${room.id}/membership`} hx-trigger="change, submit">
        <input type="hidden" name="next" value="details" />
        <label class="visually-hidden" for="involvement">
          {t("room.notifyMe")}
        </label>
        <select id="involvement" name="involvement">
          <option value="usual" selected={room.involvement === null}>
            {t("room.levelUsual", { level: usual })}
          </option>
          {Object.entries(levels).map(([level, word]) => (
            <option value={level} selected={room.involvement === level}>
              {word()}
            </option>
          ))}
        </select>
        <button class="button without-script" type="submit">
          {t("common.save")}
        </button>
      </form>
      <Quiet room={room} />
    </section>
  );
}

/** What there is to know of a room beside its messages: a column where there is space, else over them, and a page without JavaScript. */
export function Details({ shell, view }: DetailsProps) {
  const { room } = view;
  return (
    <aside
      id="details"
      class="details"
      aria-labelledby="details-title"
      hx-boost:inherited={inPlace("#details")}
    >
      <header class="details-header">
        <a
          class="icon-button details-close"
          href={`/rooms/${room.id}`}
          hx-boost="false"
          data-details="close"
          aria-label={t("room.closeDetails")}
          title={t("room.closeDetails")}
        >
          <Icon name="x-mark" />
          <Icon name="chevron-left" />
        </a>
        <h2 id="details-title" tabindex={-1}>
          {t("room.details")}
        </h2>
      </header>
      <div class="details-scroll">
        <ProblemNote problem={view.problem} />
        <About shell={shell} view={view} />
        <Pins pins={view.pins} />
        <Notifications shell={shell} view={view} />
        <Members shell={shell} view={view} />
        {room.kind === "direct" ? null : (
          <section class="details-part">
            <form method="post" action={`/rooms/${room.id}/leave`} hx-boost="false">
              <button type="submit" class="button button-danger">
                {t("room.leave")}
              </button>
            </form>
          </section>
        )}
      </div>
    </aside>
  );
}

/** Where no details are open: the place they come into. */
export const NoDetails = () => <aside id="details" class="details" hidden></aside>;
