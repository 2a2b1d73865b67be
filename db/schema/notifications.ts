import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { rooms } from "./rooms.ts";
import { sessions } from "./sessions.ts";
import { users } from "./users.ts";

/** Who is named in which message. Written by a job after the message was stored, in the room's order. */
export const mentions = sqliteTable(
  "mentions",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    roomId: text("room_id")
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    sequence: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.roomId, table.sequence] })],
);

/** A browser that wants to be told when no page of ours is open (RFC 8030). Goes with its session. */
export const pushSubscriptions = sqliteTable(
  "push_subscriptions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    sessionId: text("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    /** Where the push service takes messages for it. A secret: whoever has it can send. */
    endpoint: text().notNull().unique(),
    /** Its public key and shared secret (RFC 8291), base64url. */
    p256dh: text().notNull(),
    auth: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    index("push_subscriptions_user").on(table.userId),
    index("push_subscriptions_session").on(table.sessionId),
  ],
);

/** Notifications that are to be sent, written together with the room's `notified_sequence`; gone once the push service has them. */
export const pushDeliveries = sqliteTable(
  "push_deliveries",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    roomId: text("room_id")
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    messageId: text("message_id").notNull(),
    attempts: integer().notNull().default(0),
    /** When it is tried next; a node that takes it moves this on, so that no other one does meanwhile. */
    dueAt: integer("due_at").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("push_deliveries_due").on(table.dueAt)],
);
