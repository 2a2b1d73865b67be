import type { User } from "../../src/lib/contract/objects.ts";
import { PersonRow, SearchForm } from "../people/people.tsx";
import { Paging } from "../paging.tsx";
import type { Key } from "../../words/index.ts";
import { t } from "../words.ts";

/** Somebody as those see them who look after the place. Times are milliseconds since 1970. */
export type Account = {
  user: User;
  email: string;
  silencedUntil: number | null;
  bannedAt: number | null;
  /** What they wrote is being deleted. */
  wiping: boolean;
};

type Props = {
  accounts: Account[];
  query: string;
  page: number;
  more: boolean;
  online: ReadonlySet<string>;
};

const roleNames: Record<User["role"], Key> = {
  owner: "people.role.owner",
  admin: "people.role.admin",
  member: "people.role.member",
  guest: "people.role.guest",
  bot: "people.role.bot",
};

/** What is to be known of somebody at a glance. That they are a guest stands beside every name. */
function noteOf({ bannedAt, silencedUntil, user }: Account): string {
  if (bannedAt) return t("moderation.banned");
  if (silencedUntil) return t("moderation.silenced");
  return user.role === "member" || user.role === "guest" ? "" : t(roleNames[user.role]);
}

/** All accounts of the place. */
export function Accounts({ accounts, query, page, more, online }: Props) {
  const href = `/admin/people${query ? `?query=${encodeURIComponent(query)}` : ""}`;
  return (
    <>
      <SearchForm action="/admin/people" query={query} label={t("moderation.searchPeople")} />
      {accounts.length === 0 ? <p class="nothing">{t("moderation.nobody")}</p> : null}
      <ul class="cards" role="list">
        {accounts.map((account) => (
          <PersonRow user={account.user} online={online.has(account.user.id)} note={noteOf(account)}>
            <a class="button" href={`/admin/people/${account.user.username}`}>
              {t("moderation.manage")}
              <span class="visually-hidden">
                {" "}
                <bdi>{account.user.displayName}</bdi>
              </span>
            </a>
          </PersonRow>
        ))}
      </ul>
      <Paging href={href} page={page} more={more} />
    </>
  );
}
