import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * What may have changed who may see what: a membership begun or ended, a session ended, a person renamed. Written by
 * triggers, so no code path can forget it; read by every node that Redis did not tell. Rows live for an hour. One without
 * a person says that a room was set otherwise.
 */
export const accessChanges = sqliteTable(
  "access_changes",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    userId: text("user_id").notNull(),
    roomId: text("room_id"),
    sessionId: text("session_id"),
    /** Of a membership that began, where the room stood: all that comes after it is a newcomer's to hear. */
    revision: integer(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("access_changes_age").on(table.createdAt)],
);
