import { eq, sql } from "drizzle-orm";
import { databaseNow } from "../../../db/now.ts";
import { invitations, rooms, users } from "../../../db/schema/index.ts";
import type { Register } from "../../lib/contract/inputs.ts";
import type { SignedIn } from "../../lib/contract/objects.ts";
import { conflict } from "../../lib/errors.ts";
import { type Admission, register } from "../accounts/register.ts";
import { hashToken } from "../accounts/tokens.ts";
import type { Actor, Client } from "../actor.ts";
import type { Context } from "../context.ts";
import { silenceOnRecord } from "../moderation/silence.ts";
import { actorAsUser } from "../users.ts";
import { usable } from "./invitation.ts";

/** An invitation as whoever holds the link sees it. */
export type Welcome = {
  state: "open" | "expired" | "used_up";
  inviter: string;
  room: { id: string; name: string | null } | undefined;
  /** For whom alone it is; undefined: for whoever has the link. */
  email: string | undefined;
  role: "member" | "guest";
};

/** What a link invites to; undefined for one that never was, and alike for one that was revoked. */
export async function findInvitation({ database }: Context, token: string): Promise<Welcome | undefined> {
  const [row] = await database.primary
    .select({
      revokedAt: invitations.revokedAt,
      expired: sql<number>`${invitations.expiresAt} <= ${databaseNow}`,
      usedUp: sql<number | null>`${invitations.uses} >= ${invitations.maxUses}`,
      inviter: users.displayName,
      roomId: rooms.id,
      roomName: rooms.name,
      email: invitations.email,
      role: invitations.role,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .leftJoin(rooms, eq(rooms.id, invitations.roomId))
    .where(eq(invitations.tokenHash, hashToken(token)));
  if (!row || row.revokedAt !== null) return undefined;
  const { roomId, roomName, inviter, email, role } = row;
  return {
    state: row.expired ? "expired" : row.usedUp ? "used_up" : "open",
    inviter,
    room: roomId === null ? undefined : { id: roomId, name: roomName },
    email: email ?? undefined,
    role,
  };
}

/** Makes an account by an invitation, which is used once more, and joins its room: all in one transaction. */
export async function registerInvited(
  context: Context,
  token: string,
  input: Register,
  client: Client,
): Promise<SignedIn> {
  const addressKnown = (await findInvitation(context, token))?.email === input.email;
  return register(context, input, client, invited(context, hashToken(token), input.email, addressKnown));
}

/** A mailed invitation is for its address alone, and whoever comes by it has shown that the address is theirs. */
function invited(
  { database: { writing } }: Context,
  tokenHash: string,
  email: string,
  addressKnown: boolean,
): Admission {
  return {
    addressKnown,
    role: sql`(SELECT role FROM invitations WHERE token_hash = ${tokenHash} AND ${usable} AND ${isFor(email)})`,
    also: (userId) => [
      writing.run(joinRoom(tokenHash, userId)),
      writing.run(sql`UPDATE invitations SET uses = uses + 1 WHERE token_hash = ${tokenHash}`),
      ...(addressKnown
        ? [writing.update(users).set({ emailVerifiedAt: databaseNow }).where(eq(users.id, userId))]
        : []),
    ],
    refusal: () => conflict("This invitation does not work any more."),
  };
}

const isFor = (email: string) => sql`(invitations.email IS NULL OR invitations.email = ${email})`;

/** Newcomers have read what was there before them. */
const joinRoom = (tokenHash: string, userId: string) => sql`
  INSERT INTO memberships (room_id, user_id, role, last_read_sequence, last_delivered_sequence, joined_at, silenced_until)
  SELECT r.id, u.id, 'member', r.last_sequence, r.last_sequence, ${Date.now()}, ${silenceOnRecord("r.id", "u.id")}
  FROM invitations JOIN rooms r ON r.id = room_id JOIN users u ON u.id = ${userId} WHERE token_hash = ${tokenHash}`;

/** Whether the person `u` was taken out of the room `r` after the invitation was made: by that link they do not come back. */
const wasTakenOut = sql`EXISTS (
  SELECT 1 FROM audit_log l WHERE l.subject_id = u.id AND l.room_id = r.id AND l.action = 'membership.remove'
    AND l.at >= invitations.created_at)`;

/** For those who have an account: joins the room. It is used once more only where they were not in it yet. */
export async function acceptInvitation(
  { database: { writing }, access, events }: Context,
  actor: Actor,
  token: string,
): Promise<void> {
  const tokenHash = hashToken(token);
  const [[joined]] = await writing.batch([
    writing.all<[roomId: string, revision: number]>(sql`${joinRoom(tokenHash, actor.userId)} AND ${usable}
      AND (invitations.email IS NULL OR invitations.email = u.email) AND NOT ${wasTakenOut}
      ON CONFLICT DO NOTHING RETURNING room_id, (SELECT revision FROM rooms WHERE id = room_id)`),
    writing.run(
      sql`UPDATE invitations SET uses = uses + 1 WHERE token_hash = ${tokenHash} AND changes() > 0`,
    ),
  ]);
  // Who is in the room already was in no need of it; whether it works is for them no matter.
  if (!joined) return;
  const [roomId, revision] = joined;
  access.forgetMemberships(actor.userId);
  events.emit({ type: "membership_begun", roomId, user: actorAsUser(actor), revision });
}
