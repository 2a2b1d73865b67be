import { sql } from "drizzle-orm";
import type { invitations } from "../../../db/schema/index.ts";
import { databaseNow } from "../../../db/now.ts";
import type { Invitation } from "../../lib/contract/objects.ts";
import { forbidden } from "../../lib/errors.ts";
import { toTime, toTimeOrNull } from "../../lib/time.ts";
import type { Actor } from "../actor.ts";

/** Whether somebody may come by it now, by the one clock that all nodes share. */
export const usable = sql`revoked_at IS NULL AND expires_at > ${databaseNow} AND (max_uses IS NULL OR uses < max_uses)`;

export const toInvitation = (row: typeof invitations.$inferSelect): Invitation => ({
  id: row.id,
  createdBy: row.createdBy,
  roomId: row.roomId,
  createdAt: toTime(row.createdAt),
  expiresAt: toTime(row.expiresAt),
  maxUses: row.maxUses,
  uses: row.uses,
  revokedAt: toTimeOrNull(row.revokedAt),
  email: row.email,
  role: row.role,
});

export const mayInvite = ({ role }: Pick<Actor, "role">): boolean => role === "owner" || role === "admin";

/** Those who keep the door: the place's owner and its admins. */
export function doorkeeper(actor: Actor): Actor {
  if (!mayInvite(actor)) throw forbidden("Only the owner and admins may invite to this place.");
  return actor;
}
