import type { Context } from "../context.ts";

const AHEAD = `
  SELECT r.id, r.revision FROM json_each(?1) known JOIN rooms r ON r.id = known.value ->> 0
  WHERE r.revision > known.value ->> 1`;

/** Of these rooms, each with the revision that is known of it, those that have moved on, and to where: all are beyond -1. */
export async function roomsAhead(
  { database }: Context,
  known: [roomId: string, revision: number][],
): Promise<[roomId: string, revision: number][]> {
  const [rows = []] = await database.ask([{ sql: AHEAD, args: [JSON.stringify(known)] }]);
  return rows.map(([roomId, revision]) => [String(roomId), Number(revision)]);
}
