import { forbidden } from "../lib/errors.ts";
import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";
import { knownTo } from "./users.ts";

/** A guest knows the rooms that they were brought into, who is in one of them, and nothing else of the place. */
export const isGuest = ({ role }: Pick<Actor, "role">): boolean => role === "guest";

/** What is for those who live here. */
export function expectResident(actor: Actor): void {
  if (isGuest(actor)) throw forbidden("A guest may not do this.");
}

const STRANGERS = `SELECT count(*) FROM json_each(?1) asked JOIN users u ON u.id = asked.value WHERE NOT ${knownTo("?2", "?3")}`;

/** Whether the caller may see all of these people; of those who do not exist it says nothing. */
export async function knowsAll({ database }: Context, actor: Actor, userIds: string[]): Promise<boolean> {
  if (!isGuest(actor)) return true;
  const args = [JSON.stringify(userIds), actor.userId, actor.role];
  const [rows] = await database.ask([{ sql: STRANGERS, args }]);
  return rows?.[0]?.[0] === 0;
}
