import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { messages } from "./messages.ts";
import { rooms } from "./rooms.ts";
import { users } from "./users.ts";

/** Who hears of which thread: whoever began it, answered in it, was named in it, or asked for it. */
export const threadFollows = sqliteTable(
  "thread_follows",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    rootId: text("root_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    roomId: text("room_id")
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    /** False once they asked to hear no more of it, which an answer of somebody else does not undo. */
    following: integer({ mode: "boolean" }).notNull().default(true),
    /** Unread are its replies with a higher sequence. */
    lastReadSequence: integer("last_read_sequence").notNull().default(0),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.rootId] }),
    index("thread_follows_root").on(table.rootId),
  ],
);
