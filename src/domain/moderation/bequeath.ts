import type { RoomKind } from "../../lib/contract/objects.ts";
import { cellsOf } from "../cells.ts";
import type { Context } from "../context.ts";
import { inheriting } from "../rooms/inherit.ts";

/** Rooms that are found at once; all that somebody made are looked through for them. */
const LOOK = 5000;
/** Rooms that are given away at once, which takes the writer some milliseconds. */
const STEP = 100;

/** Rooms whose every owner is kept out, while somebody is in there who is not. */
const LEFT = `
  SELECT json_group_array(json_array(id, kind, owner, username, display_name, avatar_url)) FROM (
    SELECT r.id, r.kind, u.id AS owner, u.username, u.display_name, u.avatar_url
    FROM users u JOIN memberships m ON m.user_id = u.id AND m.role = 'owner' JOIN rooms r ON r.id = m.room_id
    WHERE u.banned_at IS NOT NULL
      AND EXISTS (SELECT 1 FROM memberships o JOIN users v ON v.id = o.user_id
        WHERE o.room_id = r.id AND v.banned_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM memberships o JOIN users v ON v.id = o.user_id
        WHERE o.room_id = r.id AND o.role = 'owner' AND v.banned_at IS NULL)
    LIMIT ${LOOK})`;
type Left = [
  ...[roomId: string, kind: RoomKind],
  ...[userId: string, username: string, displayName: string, avatarUrl: string | null],
];

/**
 * Gives the rooms of those who are kept out to whoever is next in line there, a hundred at a time: somebody may have made
 * more of them than fit into one transaction. Whatever ends it half way, the next one goes on.
 */
export async function bequeath(context: Context): Promise<void> {
  for (;;) {
    const [rows] = await context.database.ask([{ sql: LEFT, args: [] }]);
    const left = cellsOf<Left>(rows);
    for (let from = 0; from < left.length; from += STEP)
      await Promise.all(left.slice(from, from + STEP).map((room) => give(context, room)));
    if (left.length < LOOK) return;
  }
}

async function give(context: Context, [id, kind, userId, username, displayName, avatarUrl]: Left) {
  const { statements, tell } = inheriting(
    context,
    { userId, username, displayName, avatarUrl },
    { id, kind },
  );
  const [heirs, noted] = await context.database.writing.batch(statements);
  tell(heirs, noted);
}
