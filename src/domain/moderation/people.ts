import { eq } from "drizzle-orm";
import { users } from "../../../db/schema/index.ts";
import type { ListPeople } from "../../lib/contract/inputs.ts";
import type { User } from "../../lib/contract/objects.ts";
import { notFound } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { containing, toUser } from "../users.ts";
import { administrator } from "./audit-log.ts";

const PAGE = 30;

/** Somebody as those see them who look after the place (views/admin/people.tsx). */
type Account = {
  user: User;
  email: string;
  silencedUntil: number | null;
  bannedAt: number | null;
  wiping: boolean;
};

const LIST = `
  SELECT id, username, display_name, avatar_url, role, created_at, email, silenced_until, banned_at, wipe_before FROM users
  WHERE username LIKE ?1 ESCAPE '\\' OR display_name LIKE ?1 ESCAPE '\\' OR email LIKE ?1 ESCAPE '\\'
  ORDER BY display_name COLLATE NOCASE, username LIMIT ${PAGE + 1} OFFSET ?2`;
type Cells = [
  ...[id: string, username: string, displayName: string, avatarUrl: string | null],
  ...[role: User["role"], createdAt: number, email: string],
  ...[silencedUntil: number | null, bannedAt: number | null, wipeBefore: number | null],
];

/** A page of all accounts, by name. */
export async function listAccounts(
  { database }: Context,
  actor: Actor,
  { query, page }: ListPeople,
): Promise<{ accounts: Account[]; more: boolean }> {
  administrator(actor);
  const [rows = []] = await database.ask([{ sql: LIST, args: [containing(query), (page - 1) * PAGE] }]);
  const accounts = (rows as Cells[]).map(([id, username, displayName, avatarUrl, role, createdAt, ...rest]) =>
    toAccount({
      ...{ id, username, displayName, avatarUrl, role, createdAt },
      ...{ email: rest[0], silencedUntil: rest[1], bannedAt: rest[2], wipeBefore: rest[3] },
    }),
  );
  return { accounts: accounts.slice(0, PAGE), more: accounts.length > PAGE };
}

export async function getAccount({ database }: Context, actor: Actor, username: string): Promise<Account> {
  administrator(actor);
  const [row] = await database.primary.select().from(users).where(eq(users.username, username.toLowerCase()));
  if (!row) throw notFound("person");
  return toAccount(row);
}

type AccountRow = Parameters<typeof toUser>[0] &
  Pick<typeof users.$inferSelect, "email" | "silencedUntil" | "bannedAt" | "wipeBefore">;

const toAccount = (row: AccountRow): Account => ({
  user: toUser(row),
  email: row.email,
  silencedUntil: row.silencedUntil !== null && row.silencedUntil > Date.now() ? row.silencedUntil : null,
  bannedAt: row.bannedAt,
  wiping: row.wipeBefore !== null,
});
