import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { messages } from "./messages.ts";
import { users } from "./users.ts";

/** Who chose what in which poll. `messages.poll` is the question, its answers, and what is made of these rows. */
export const pollVotes = sqliteTable(
  "poll_votes",
  {
    messageId: text("message_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Which of its answers, from 0. */
    option: integer().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.userId, table.option] })],
);
