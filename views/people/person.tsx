import type { Profile, Room, User } from "../../src/lib/contract/objects.ts";
import { formatTime, longDate } from "../dates.ts";
import { ActionButton } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import type { Child } from "../jsx/html.ts";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";
import { Avatar, Presence } from "./avatar.tsx";
import { StatusLine } from "./status.tsx";
import { GuestTag } from "./guest-tag.tsx";
import { WriteButton } from "./people.tsx";
import { RoleForm } from "./role-form.tsx";
import { roles } from "./roles.ts";

export type Person = {
  user: Profile;
  online: boolean;
  /** Rooms that both are in. */
  common: Pick<Room, "id" | "name" | "kind">[];
  /** What the reader may make of them; none where they may not. */
  roleChoices: readonly User["role"][];
};

function Fact({ label, children }: { label: string; children?: Child }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ person: { user } }: { person: Person }) {
  const { timeZone } = user;
  return (
    <dl class="facts">
      <Fact label={t("people.role")}>{t(roles[user.role])}</Fact>
      <Fact label={t("people.since")}>
        <time datetime={user.createdAt}>{longDate(user.createdAt)}</time>
      </Fact>
      {timeZone ? (
        <Fact label={t("people.localTime")}>
          <time>{formatTime(Date.now(), { timeStyle: "short", timeZone })}</time>{" "}
          <span class="quiet">{timeZone}</span>
        </Fact>
      ) : null}
    </dl>
  );
}

function Common({ common }: { common: Person["common"] }) {
  return (
    <section aria-labelledby="common">
      <h2 id="common">{t("people.common")}</h2>
      {common.length ? null : <p class="quiet">{t("people.noneInCommon")}</p>}
      <ul class="chips">
        {common.map(({ id, name, kind }) => (
          <li>
            <a class="chip" href={`/rooms/${id}`}>
              <Icon name={kind === "closed" ? "lock-closed" : "hashtag"} />
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** To somebody who is blocked one writes when that has ended. */
function Acts({ user }: { user: Profile }) {
  const act = user.blocked ? "unblock" : "block";
  return (
    <>
      {user.blocked ? <p class="note">{t("people.blockedNote")}</p> : null}
      <div class="person-acts">
        {user.blocked ? null : <WriteButton user={user} primary />}
        <ActionButton
          action={`/people/${user.username}/${act}`}
          class={user.blocked ? "button" : "button button-quiet"}
        >
          {user.blocked ? t("people.unblock") : t("people.block")}
        </ActionButton>
      </div>
      {user.blocked ? null : <p class="field-hint">{t("people.blockHint")}</p>}
    </>
  );
}

/** Somebody as the others see them. */
export function PersonPage({ shell, person }: { shell: Shell; person: Person }) {
  const { user, online } = person;
  const self = user.id === shell.viewer.userId;
  return (
    <ShellPage shell={shell} title={user.displayName}>
      <Pane title={<bdi>{user.displayName}</bdi>} back={{ href: "/people", label: t("people.backToAll") }}>
        <div class="profile-head">
          <span class="face">
            <Avatar userId={user.id} name={user.displayName} avatarUrl={user.avatarUrl} size="large" />
            <Presence userId={user.id} online={online} />
          </span>
          <div>
            <p class="profile-name">
              <bdi data-person={user.id}>{user.displayName}</bdi>
              <GuestTag user={user} />
            </p>
            <p class="quiet">@{user.username}</p>
            <StatusLine user={user} />
          </div>
        </div>
        {user.about ? (
          <p class="about" dir="auto">
            {user.about}
          </p>
        ) : null}
        {self ? (
          <a class="button" href="/profile">
            {t("people.editOwn")}
          </a>
        ) : (
          <Acts user={user} />
        )}
        <Facts person={person} />
        {self ? null : <Common common={person.common} />}
        {person.roleChoices.length ? <RoleForm user={user} choices={person.roleChoices} /> : null}
      </Pane>
    </ShellPage>
  );
}
