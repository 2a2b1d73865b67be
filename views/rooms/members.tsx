import type { Child } from "../jsx/html.ts";
import type { Member, Membership, User } from "../../src/lib/contract/objects.ts";
import { ActionButton } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { Avatar, Presence } from "../people/avatar.tsx";
import { StatusMark } from "../people/status.tsx";
import { GuestTag } from "../people/guest-tag.tsx";
import { pageBoost } from "../shell/shell.tsx";
import { t } from "../words.ts";
import type { DetailsProps } from "./details.tsx";
import { MemberMenu } from "./member-menu.tsx";

function Person({
  user,
  online,
  tags,
  role,
  children,
}: {
  user: User;
  online: boolean;
  tags: string[];
  role?: string;
  children?: Child;
}) {
  return (
    <li class="member">
      <span class="face">
        <Avatar userId={user.id} name={user.displayName} avatarUrl={user.avatarUrl} />
        <Presence userId={user.id} online={online} />
      </span>
      <div class="member-names">
        <p class="member-name">
          <bdi data-person={user.id}>{user.displayName}</bdi>
          <StatusMark user={user} />
          <GuestTag user={user} />
          {tags.map((tag) => (
            <small class="tag">{tag}</small>
          ))}
        </p>
        <p class="member-username">
          <bdi>@{user.username}</bdi>
          {role ? ` · ${role}` : null}
        </p>
      </div>
      {children}
    </li>
  );
}

/** Leads to another room, so that the whole pane is swapped. */
function Write({ user }: { user: User }) {
  const label = t("room.writeTo", { name: user.displayName });
  return (
    <form method="post" action="/direct-messages" hx-boost={pageBoost}>
      <input type="hidden" name="userIds" value={user.id} />
      <button class="icon-button" type="submit" aria-label={label} title={label}>
        <Icon name="chat-bubble-left-right" />
      </button>
    </form>
  );
}

function MemberRow({ member, shell, view }: { member: Member } & DetailsProps) {
  const self = member.id === shell.viewer.userId;
  const role = roleWords[member.membershipRole]();
  const tags = [
    ...(self ? [t("room.you")] : []),
    ...(view.silenced.has(member.id) ? [t("moderation.silenced")] : []),
  ];
  return (
    <Person user={member} online={member.online} tags={tags} role={role}>
      {self ? null : <Write user={member} />}
      <MemberMenu member={member} shell={shell} view={view} />
    </Person>
  );
}

const roleWords: Record<Membership["role"], () => string> = {
  owner: () => t("room.owner"),
  moderator: () => t("room.moderator"),
  member: () => "",
};

/** One field finds members and, for those who may invite, people to invite; it answers while one types. */
function Search({ view: { room, query, mayInvite } }: Pick<DetailsProps, "view">) {
  const label = mayInvite ? t("room.findOrInvite") : t("room.findMember");
  const action = `/rooms/${room.id}/members`;
  return (
    <form class="search member-search" method="get" action={action} role="search">
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
        hx-get={action}
        hx-trigger="input changed delay:150ms"
        hx-target="#member-list"
        hx-select="#member-list"
        hx-swap="outerHTML"
        hx-sync="this:replace"
      />
      <button class="button without-script" type="submit">
        {t("room.search")}
      </button>
    </form>
  );
}

function Found({ shell, view }: DetailsProps) {
  if (view.found.length === 0) return null;
  return (
    <section aria-labelledby="to-invite">
      <h4 id="to-invite">{t("room.notMembers")}</h4>
      <ul class="members">
        {view.found.map((user) => (
          <Person user={user} online={shell.online.has(user.id)} tags={[]}>
            <ActionButton
              action={`/rooms/${view.room.id}/members`}
              fields={{ userId: user.id }}
              class="button button-small"
            >
              {t("room.invite")}
              <span class="visually-hidden">
                {" "}
                <bdi>{user.displayName}</bdi>
              </span>
            </ActionButton>
          </Person>
        ))}
      </ul>
    </section>
  );
}

/** Who is in a room, as many as fit; for those who may, a way to invite and to remove. */
export function Members({ shell, view }: DetailsProps) {
  const { members, query, found, count } = view;
  const rest = count - members.length;
  return (
    <section class="details-part" aria-labelledby="members">
      <h3 id="members">{t("room.people", { count })}</h3>
      <Search view={view} />
      <div id="member-list">
        <ul class="members">
          {members.map((member) => (
            <MemberRow member={member} shell={shell} view={view} />
          ))}
        </ul>
        {query && members.length + found.length === 0 ? <p class="quiet">{t("room.nobody")}</p> : null}
        {!query && rest > 0 ? <p class="quiet">{t("room.moreMembers", { count: rest })}</p> : null}
        <Found shell={shell} view={view} />
      </div>
    </section>
  );
}
