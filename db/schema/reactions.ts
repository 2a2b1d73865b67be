import { blob, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { messages } from "./messages.ts";
import { users } from "./users.ts";

/** Who answered which message with which emoji. `messages.reactions` is made of these rows. */
export const reactions = sqliteTable(
  "reactions",
  {
    messageId: text("message_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    /** The emoji itself, or `:name:` of a custom one. */
    emoji: text().notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.messageId, table.emoji, table.userId] }),
    index("reactions_user").on(table.userId),
  ],
);

/** Pictures that an installation uses as emoji. An alias has the picture of another one. */
export const customEmoji = sqliteTable("custom_emoji", {
  /** Without the colons. */
  name: text().primaryKey(),
  aliasOf: text("alias_of"),
  image: blob({ mode: "buffer" }),
  mediaType: text("media_type"),
  /** First 16 characters of its SHA-256, base64url. */
  hash: text(),
  createdBy: text("created_by").notNull(),
  createdAt: integer("created_at").notNull(),
});
