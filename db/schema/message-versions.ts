import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { messages } from "./messages.ts";

/** What a message was before it was edited, or deleted: the first is for its readers, the second for an admin's audit alone. */
export const messageVersions = sqliteTable(
  "message_versions",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    messageId: text("message_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    content: text().notNull(),
    /** When it was written, and when something else took its place. */
    writtenAt: integer("written_at").notNull(),
    replacedAt: integer("replaced_at").notNull(),
    replacedBy: text("replaced_by").notNull(),
    /** Whether nothing took its place. */
    deletion: integer({ mode: "boolean" }).notNull().default(false),
  },
  (table) => [index("message_versions_message").on(table.messageId)],
);
