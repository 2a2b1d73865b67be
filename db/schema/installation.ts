import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Registration } from "../../src/lib/contract/objects.ts";
import { rooms } from "./rooms.ts";
import { users } from "./users.ts";

/** What this installation is called. One row, `id` 1, from its first owner on. */
export const installation = sqliteTable("installation", {
  id: integer().primaryKey(),
  name: text().notNull(),
  /** Who may make an account: anybody, or whoever was invited. */
  registration: text().$type<Registration>().notNull().default("open"),
  /** Seconds in which a sender may edit what they wrote; 0: for ever. */
  editWindow: integer("edit_window").notNull().default(900),
  createdAt: integer("created_at").notNull(),
});

/** Links by which people come in. A link is known by the hash of its secret alone. */
export const invitations = sqliteTable(
  "invitations",
  {
    id: text().primaryKey(),
    /** SHA-256 of the secret in the link, base64url. */
    tokenHash: text("token_hash").notNull().unique(),
    createdBy: text("created_by")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** A room that whoever comes by it is a member of at once; null: none. */
    roomId: text("room_id").references(() => rooms.id, { onDelete: "cascade" }),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    /** How many may come by it; null: any number. */
    maxUses: integer("max_uses"),
    uses: integer().notNull().default(0),
    revokedAt: integer("revoked_at"),
    /** To whom alone it was sent; null: it is for whoever has the link. */
    email: text(),
    /** As what they come: a guest sees the rooms that they were brought to, and no others. */
    role: text().$type<"member" | "guest">().notNull().default("member"),
  },
  (table) => [index("invitations_created_by").on(table.createdBy)],
);
