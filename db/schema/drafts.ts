import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { rooms } from "./rooms.ts";
import { users } from "./users.ts";

/** What a person has begun to write in a room and not sent, so that it waits on their other devices too. */
export const drafts = sqliteTable(
  "drafts",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    roomId: text("room_id")
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    content: text().notNull(),
    /** Milliseconds since 1970, by the server's clock: of two devices the later one counts. */
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.roomId] })],
);
