import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
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
  /** How this person wants the product (`preferences` in src/lib/contract/preferences.ts), as JSON; what is left out has its default. */
  preferences: text().notNull().default("{}"),
  /** In a few sentences, by themselves. */
  about: text(),
  /** What they are up to: one emoji, a few words, and until when that holds (null: until they say otherwise). */
  statusEmoji: text("status_emoji"),
  statusText: text("status_text"),
  statusExpiresAt: integer("status_expires_at"),
  /** Until when an admin lets them write nothing, anywhere. */
  silencedUntil: integer("silenced_until"),
  /** Since when they may not come in. */
  bannedAt: integer("banned_at"),
  /** All that they wrote up to then is to be deleted: a job is at it, or through with it where it is null. */
  wipeBefore: integer("wipe_before"),
  /** When they showed that mail to their address reaches them. */
  emailVerifiedAt: integer("email_verified_at"),
  /** Up to when mentions were told of by mail. */
  digestedAt: integer("digested_at"),
  /** When the last connection ended; null before the first. */
  lastSeenAt: integer("last_seen_at"),
  createdAt: integer("created_at").notNull(),
});

/** Pictures of people, as they were made small: one each, at most 64 KiB of WebP. `users.avatar_url` names it by its content. */
export const avatars = sqliteTable("avatars", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  image: blob({ mode: "buffer" }).notNull(),
  /** First 16 characters of its SHA-256, base64url. */
  hash: text().notNull(),
  createdAt: integer("created_at").notNull(),
});
