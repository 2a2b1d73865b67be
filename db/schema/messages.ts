import { sql } from "drizzle-orm";
import {
  type AnySQLiteColumn,
  index,
  integer,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { Message } from "../../src/lib/contract/objects.ts";
import { rooms } from "./rooms.ts";
import { users } from "./users.ts";

/**
 * Messages in their present state. `revision` is the number of the latest change. "What did I miss after R" is those made
 * later, which are the last ones by sequence, and those changed later, which have an index of their own. The unique
 * indexes make a gap-free order a law of the database, not a habit of the code.
 *
 * What a new message costs is the pages that it touches, a page for each index whose entries do not lie together
 * (docs/performance.md, What a stored message costs): an index of all revisions, or of clients' ids by sender first, is one
 * more each.
 */
export const messages = sqliteTable(
  "messages",
  {
    id: text().primaryKey(),
    roomId: text("room_id")
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    sequence: integer().notNull(),
    revision: integer().notNull(),
    /** The revision that made it: a client that holds less has never seen it. */
    createdRevision: integer("created_revision").notNull(),
    senderId: text("sender_id")
      .notNull()
      .references(() => users.id),
    content: text().notNull(),
    messageType: text("message_type").$type<Message["messageType"]>().notNull().default("text"),
    clientMessageId: text("client_message_id"),
    threadRootId: text("thread_root_id").references((): AnySQLiteColumn => messages.id),
    createdAt: integer("created_at").notNull(),
    editedAt: integer("edited_at"),
    deletedAt: integer("deleted_at"),
    /** A reply that stands in the room too, and not in its thread alone. */
    alsoInRoom: integer("also_in_room", { mode: "boolean" }).notNull().default(false),
    /**
     * What is drawn with the message, as JSON, null where there is none: kept together with the rows that it is made of
     * (`reactions`, the replies, `poll_votes`), so that reading a page of messages reads no other table.
     */
    reactions: text(),
    thread: text(),
    poll: text(),
    pinnedAt: integer("pinned_at"),
    pinnedBy: text("pinned_by"),
    /** Who deleted it: its sender, or a moderator. */
    deletedBy: text("deleted_by"),
    /** When a message of a room whose messages disappear goes. */
    expiresAt: integer("expires_at"),
  },
  (table) => [
    uniqueIndex("messages_sequence").on(table.roomId, table.sequence),
    uniqueIndex("messages_changed_revision")
      .on(table.roomId, table.revision)
      .where(sql`revision > created_revision`),
    /** The client's id first: those of our own page ascend with time, so that new entries lie together. */
    uniqueIndex("messages_client_message")
      .on(table.clientMessageId, table.senderId)
      .where(sql`client_message_id IS NOT NULL`),
    /** These hold few of all messages, and cost one that is in none of them nothing. */
    index("messages_thread")
      .on(table.threadRootId, table.sequence)
      .where(sql`thread_root_id IS NOT NULL`),
    index("messages_replies")
      .on(table.roomId, table.sequence)
      .where(sql`thread_root_id IS NOT NULL AND also_in_room = 0`),
    index("messages_pinned")
      .on(table.roomId, table.pinnedAt)
      .where(sql`pinned_at IS NOT NULL`),
    index("messages_expiring")
      .on(table.expiresAt)
      .where(sql`expires_at IS NOT NULL`),
  ],
);
