/**
 * What of the room `r` its member `p`, the person `u`, wants to be told, as SQL: as they said of the room, else of its
 * kind, else by default (`preferences` in src/lib/contract/preferences.ts).
 */
export const LEVEL = `coalesce(p.involvement,
    json_extract(u.preferences, iif(r.kind = 'direct', '$.notifyDirect', '$.notifyRooms')),
    iif(r.kind = 'direct', 'everything', 'mentions'))`;

/** Milliseconds since 1970 by the database's clock, which all nodes share. */
export const NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
