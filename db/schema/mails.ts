import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { sessions } from "./sessions.ts";
import { users } from "./users.ts";

/** Mail that is to be sent, and was: what it says goes once it is sent, since links in it are secrets. */
export const mails = sqliteTable(
  "mails",
  {
    id: text().primaryKey(),
    /** What makes it one and no second: `digest USER DAY`. */
    onceKey: text("once_key").unique(),
    kind: text().notNull(),
    recipient: text().notNull(),
    subject: text().notNull(),
    plain: text(),
    html: text(),
    /** Further headers, as JSON. */
    headers: text().notNull().default("{}"),
    attempts: integer().notNull().default(0),
    /** When it is tried next; a node that takes it moves this on. Null: it was sent, or given up. */
    dueAt: integer("due_at"),
    sentAt: integer("sent_at"),
    failure: text(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("mails_due").on(table.dueAt), index("mails_age").on(table.createdAt)],
);

/** Links that were mailed to somebody to show that they have the address, each good once. */
export const emailTokens = sqliteTable(
  "email_tokens",
  {
    /** SHA-256 of the secret in the link, base64url. */
    tokenHash: text("token_hash").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    purpose: text().$type<"verify" | "reset">().notNull(),
    /** The address that it went to: it is worth nothing once the account has another one. */
    email: text().notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    usedAt: integer("used_at"),
  },
  (table) => [index("email_tokens_user").on(table.userId), index("email_tokens_expiry").on(table.expiresAt)],
);

/** Links, shown as a QR code, by which somebody takes their session over to a phone: good once, for a moment. */
export const sessionLinks = sqliteTable(
  "session_links",
  {
    /** SHA-256 of the secret in the link, base64url. */
    tokenHash: text("token_hash").primaryKey(),
    /** Which device shows it: it goes with its session. */
    sessionId: text("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    usedAt: integer("used_at"),
  },
  (table) => [index("session_links_expiry").on(table.expiresAt)],
);
