import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { User } from "../../src/lib/contract/objects.ts";

/** People and bots. Times are milliseconds since 1970. */
export const users = sqliteTable("users", {
  id: text().primaryKey(),
  /** Lower case, so that it is unique regardless of case. */
  username: text().notNull().unique(),
  /** Lower case. */
  email: text().notNull().unique(),
  displayName: text("display_name").notNull(),
  avatarUrl: text("avatar_url"),
  role: text().$type<User["role"]>().notNull(),
  /** argon2id, in PHC form. */
  passwordHash: text("password_hash").notNull(),
  /** When the last connection ended; null before the first. */
  lastSeenAt: integer("last_seen_at"),
  createdAt: integer("created_at").notNull(),
});
