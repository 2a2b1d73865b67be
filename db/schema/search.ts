import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * The messages that the search index knows, by the number of their row in `search_words`: the full text index, which the
 * migration makes, since the schema cannot say it. Numbers ascend with time, so that the newest are found first.
 *
 * Which row is whose must not hang on a rowid of `messages`: a backup gives those anew.
 */
export const searchEntries = sqliteTable(
  "search_entries",
  {
    id: integer().primaryKey(),
    messageId: text("message_id").notNull().unique(),
    /** Null: the index holds it as it is. 1: it is to be written, since it is new or was changed. 2: it is being written. */
    state: integer(),
  },
  (table) => [
    index("search_entries_waiting")
      .on(table.state, table.id)
      .where(sql`state IS NOT NULL`),
  ],
);

/** When the messages of 4,096 numbers were written, so that a time leads to the numbers in which to look. */
export const searchSpans = sqliteTable("search_spans", {
  /** Their common number: that of a message, divided by 4,096. */
  id: integer().primaryKey(),
  earliest: integer().notNull(),
  latest: integer().notNull(),
});

/** How far the messages that were there before the index are in it. One row, `id` 1. */
export const searchProgress = sqliteTable("search_progress", {
  id: integer().primaryKey(),
  /** The oldest message that was looked at: they are taken from the newest back. Empty: all of them. */
  before: text().notNull(),
});
