import { sql } from "drizzle-orm";

/** The database's own clock, in milliseconds since 1970: one for all nodes, where theirs may differ. */
export const databaseNow = sql<number>`CAST(unixepoch('subsec') * 1000 AS INTEGER)`;
