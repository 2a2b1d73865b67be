import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Involvement, Membership, Posting, RoomKind } from "../../src/lib/contract/objects.ts";
import { users } from "./users.ts";

export const rooms = sqliteTable("rooms", {
  id: text().primaryKey(),
  kind: text().$type<RoomKind>().notNull(),
  /** Null for a direct room, which is named by its people. */
  name: text(),
  topic: text(),
  /** What it is for, at length. */
  description: text(),
  /** Since when nobody writes in it any more; it can still be read. */
  archivedAt: integer("archived_at"),
  /** Whether newcomers to the installation are members of it at once. */
  isDefault: integer("is_default", { mode: "boolean" }).notNull().default(false),
  /** Who may write: in an announcement room its owners and moderators alone. */
  posting: text().$type<Posting>().notNull().default("everyone"),
  /** Seconds between two messages of one member; 0: as many as they like. */
  slowMode: integer("slow_mode").notNull().default(0),
  /** Seconds after which a message disappears; null: it stays. */
  messageLifetime: integer("message_lifetime"),
  /** Number of the newest message; kept by the triggers on `messages`. */
  lastSequence: integer("last_sequence").notNull().default(0),
  /** Number of the newest durable change; kept by the triggers on `messages`. */
  revision: integer().notNull().default(0),
  /** Where the room's present history begins: a revision below it is of one that a restore has replaced. */
  revisionFloor: integer("revision_floor").notNull().default(0),
  /** Hash of a direct room's people: unique, so that one set of people has one room. */
  directKey: text("direct_key").unique(),
  /** Up to which message everybody who should hear of it was told (src/jobs); null where nobody has looked yet. */
  notifiedSequence: integer("notified_sequence"),
  /** Up to which message the search index knows it (src/jobs/search.ts); null where nobody has looked yet. */
  searchedSequence: integer("searched_sequence"),
  createdAt: integer("created_at").notNull(),
});

/** Who may read and write a room. Ended by deleting the row; `access_changes` tells the other nodes. */
export const memberships = sqliteTable(
  "memberships",
  {
    roomId: text("room_id")
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text().$type<Membership["role"]>().notNull(),
    /** Unread is subtraction: `rooms.last_sequence - last_read_sequence`. */
    lastReadSequence: integer("last_read_sequence").notNull().default(0),
    lastDeliveredSequence: integer("last_delivered_sequence").notNull().default(0),
    /** What of the room is worth a notification; null: what the person's preferences say for its kind. */
    involvement: text().$type<Involvement>(),
    /** When the member put it among their starred rooms; null where it is not. */
    starredAt: integer("starred_at"),
    /** Where the member put it in its section of the sidebar, from above; null: in the section's own order, below those. */
    position: integer(),
    /** Until when the member wants to hear nothing of it, and what was said of its involvement does not count. */
    quietUntil: integer("quiet_until"),
    /** Until when a moderator lets them write nothing. */
    silencedUntil: integer("silenced_until"),
    joinedAt: integer("joined_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.roomId, table.userId] }),
    index("memberships_user").on(table.userId, table.roomId),
  ],
);
