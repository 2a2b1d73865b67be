import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { databaseNow } from "../../../db/now.ts";
import { invitations } from "../../../db/schema/index.ts";
import type { MakeInvitation } from "../../lib/contract/inputs.ts";
import type { Invitation } from "../../lib/contract/objects.ts";
import { conflict, forbidden, notFound } from "../../lib/errors.ts";
import { invalid } from "../../lib/parse.ts";
import { DAY } from "../../lib/time.ts";
import { hashToken, newSecret } from "../accounts/tokens.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { audit } from "../moderation/audit.ts";
import { doorkeeper, toInvitation } from "./invitation.ts";

/** Links that work at the same time; a place that needs more has lost sight of who holds them. */
const MAX_STANDING = 500;

/** Makes a link. Its token is in this answer only: what is kept is a hash. */
export async function makeInvitation(
  context: Context,
  actor: Actor,
  input: MakeInvitation,
): Promise<{ invitation: Invitation; token: string }> {
  const { expiresInDays, maxUses, roomId, role } = input;
  await expectInviting(context, actor, input, 1);
  const token = newSecret();
  const now = Date.now();
  const { writing } = context.database;
  const id = Bun.randomUUIDv7();
  const made = writing
    .insert(invitations)
    .values({
      ...{ id, tokenHash: hashToken(token), createdBy: actor.userId, roomId, role },
      ...{ maxUses, createdAt: now, expiresAt: now + expiresInDays * DAY },
    })
    .returning();
  const details = { role, maxUses };
  const record = audit(context, actor, {
    ...{ action: "invitation.make", subjectId: id, details },
    ...(roomId && { roomId }),
  });
  const [[row]] = await writing.batch([made, record]);
  if (!row) throw new Error("an insert returned no row");
  return { invitation: toInvitation(row), token };
}

/** Whether the caller may make so many such invitations more. */
export async function expectInviting(
  context: Context,
  actor: Actor,
  { roomId, role }: Pick<MakeInvitation, "roomId" | "role">,
  count: number,
): Promise<void> {
  doorkeeper(actor);
  if (roomId) await inviting(context, actor, roomId);
  else if (role === "guest")
    throw invalid([{ path: "roomId", message: "a guest needs a room to come into" }]);
  if ((await standing(context)).length + count > MAX_STANDING)
    throw conflict(`There are ${MAX_STANDING} invitations already. Revoke some first.`);
}

/** A room that the caller is in, and that people can be brought into. */
async function inviting({ access }: Context, actor: Actor, roomId: string): Promise<void> {
  const { kind } = await access.standing(actor, roomId);
  if (kind === "direct") throw forbidden("A direct room is for the people it was opened with.");
}

/** Those that have neither run out nor been revoked, the newest first; used up ones too, to tell what became of them. */
export async function listInvitations(context: Context, actor: Actor): Promise<Invitation[]> {
  doorkeeper(actor);
  return (await standing(context)).map(toInvitation);
}

const standing = ({ database }: Context) =>
  database.primary
    .select()
    .from(invitations)
    .where(and(isNull(invitations.revokedAt), gt(invitations.expiresAt, databaseNow)))
    .orderBy(desc(invitations.createdAt))
    .limit(MAX_STANDING);

/** Nobody can come by it any more. Revoking twice is revoking once. */
export async function revokeInvitation(context: Context, actor: Actor, id: string): Promise<void> {
  doorkeeper(actor);
  const { writing } = context.database;
  const stands = sql`EXISTS (SELECT 1 FROM invitations WHERE id = ${id} AND revoked_at IS NULL)`;
  const [, [revoked]] = await writing.batch([
    audit(context, actor, { action: "invitation.revoke", subjectId: id }, stands),
    writing
      .update(invitations)
      .set({ revokedAt: sql`coalesce(revoked_at, ${Date.now()})` })
      .where(eq(invitations.id, id))
      .returning({ id: invitations.id }),
  ]);
  if (!revoked) throw notFound("invitation");
}
