import { sql } from "drizzle-orm";
import { type AnySQLiteColumn, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Message } from "../../src/lib/contract/objects.ts";
import { rooms } from "./rooms.ts";
import { users } from "./users.ts";

/**
 * Messages in their present state. `revision` is the number of the latest change, so "what did I miss after R" is one
 * indexed query. Both unique indexes make a gap-free order a law of the database, not a habit of the code.
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
  },
  (table) => [
    uniqueIndex("messages_sequence").on(table.roomId, table.sequence),
    uniqueIndex("messages_revision").on(table.roomId, table.revision),
    uniqueIndex("messages_client_id")
      .on(table.senderId, table.clientMessageId)
      .where(sql`client_message_id IS NOT NULL`),
  ],
);
