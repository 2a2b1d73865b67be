import { integer, sqliteTable } from "drizzle-orm/sqlite-core";

/** Histories that a restore has begun; none where there has only been one. */
export const epochs = sqliteTable("epochs", {
  /** Above every revision and every `access_changes.id` of the histories before (db/epoch.ts). */
  id: integer().primaryKey(),
  begunAt: integer("begun_at").notNull(),
  /** When the backup was taken from which it goes on. */
  backedUpAt: integer("backed_up_at").notNull(),
});
