import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { messages } from "./messages.ts";
import { rooms } from "./rooms.ts";
import { users } from "./users.ts";

/** Messages that somebody put aside for themselves. */
export const savedMessages = sqliteTable(
  "saved_messages",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    messageId: text("message_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    savedAt: integer("saved_at").notNull(),
    /** When they were done with it. */
    doneAt: integer("done_at"),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.messageId] }),
    index("saved_messages_message").on(table.messageId),
  ],
);

/** Messages that somebody wants to be shown again at some time. Each is told of once, by the node that sets `toldAt`. */
export const reminders = sqliteTable(
  "reminders",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    messageId: text("message_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    dueAt: integer("due_at").notNull(),
    toldAt: integer("told_at"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    index("reminders_due").on(table.toldAt, table.dueAt),
    index("reminders_user").on(table.userId, table.dueAt),
    index("reminders_message").on(table.messageId),
  ],
);

/** What is to be sent at some time. It is sent with its id as `clientMessageId`, so that however many nodes try, it is one message. */
export const scheduledMessages = sqliteTable(
  "scheduled_messages",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    roomId: text("room_id")
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    threadRootId: text("thread_root_id"),
    content: text().notNull(),
    sendAt: integer("send_at").notNull(),
    /** Why it could not be sent, as a code of the contract; it then waits for its author. */
    failure: text(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    index("scheduled_messages_due").on(table.failure, table.sendAt),
    index("scheduled_messages_user").on(table.userId, table.sendAt),
  ],
);
