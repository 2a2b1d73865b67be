import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { messages } from "./messages.ts";
import { rooms } from "./rooms.ts";
import { users } from "./users.ts";

/** Whom somebody wants to hear nothing from: their direct messages and mentions stop. */
export const blocks = sqliteTable(
  "blocks",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    blockedId: text("blocked_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.blockedId] }),
    index("blocks_blocked").on(table.blockedId),
  ],
);

/** Messages that a reader of theirs asks a moderator to look at. */
export const reports = sqliteTable(
  "reports",
  {
    id: text().primaryKey(),
    messageId: text("message_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    roomId: text("room_id")
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    reporterId: text("reporter_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    reason: text().notNull(),
    /** As it was when it was reported: it may be edited since. */
    content: text().notNull(),
    createdAt: integer("created_at").notNull(),
    resolvedAt: integer("resolved_at"),
    resolvedBy: text("resolved_by"),
    /** What was done about it. */
    outcome: text(),
  },
  (table) => [
    index("reports_open").on(table.resolvedAt, table.createdAt),
    /** One of each reader: who reports twice has reported once. */
    uniqueIndex("reports_message").on(table.messageId, table.reporterId),
    index("reports_room").on(table.roomId),
  ],
);

/**
 * Every privileged act. Rows are added and never changed: triggers refuse it. It names people and rooms by id without
 * referring to them, since it outlives them.
 */
export const auditLog = sqliteTable(
  "audit_log",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    actorId: text("actor_id").notNull(),
    /** As `noun.verb`: `message.delete`, `user.ban`. */
    action: text().notNull(),
    /** Whom or what it was done to. */
    subjectId: text("subject_id"),
    roomId: text("room_id"),
    /** As JSON; no secret and no content of a message. */
    details: text().notNull().default("{}"),
  },
  (table) => [index("audit_log_subject").on(table.subjectId), index("audit_log_actor").on(table.actorId)],
);
