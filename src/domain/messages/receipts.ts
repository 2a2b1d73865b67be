import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import { memberships, users } from "../../../db/schema/index.ts";
import type { Receipt } from "../../lib/contract/objects.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";

export type ReceiptKind = "delivered" | "read";

/** Reads all that there is in every room of the caller's, in one statement. */
export async function markAllRead(context: Context, actor: Actor): Promise<void> {
  const newest = sql<number>`(SELECT last_sequence FROM rooms WHERE id = ${memberships.roomId})`;
  const moved = await context.database.writing
    .update(memberships)
    .set({ lastReadSequence: newest, lastDeliveredSequence: newest })
    .where(and(eq(memberships.userId, actor.userId), lt(memberships.lastReadSequence, newest)))
    .returning({ roomId: memberships.roomId, sequence: memberships.lastReadSequence });
  for (const { roomId, sequence } of moved)
    context.events.emit({ type: "receipt", kind: "read", roomId, userId: actor.userId, sequence });
}

/**
 * Moves a member's watermark forward, never back and never past the newest message. What is read was delivered. Several
 * connections of one person may say so at once: the database keeps the highest.
 */
export async function markReceipt(
  context: Context,
  actor: Actor,
  kind: ReceiptKind,
  input: { roomId: string; sequence: number },
): Promise<void> {
  const { roomId, sequence } = input;
  await context.access.standing(actor, roomId);
  const reached = sql<number>`min(${sequence}, (SELECT last_sequence FROM rooms WHERE id = ${roomId}))`;
  const column = kind === "read" ? memberships.lastReadSequence : memberships.lastDeliveredSequence;
  const delivered = sql<number>`max(${memberships.lastDeliveredSequence}, ${reached})`;
  const [moved] = await context.database.writing
    .update(memberships)
    .set(
      kind === "read"
        ? { lastReadSequence: reached, lastDeliveredSequence: delivered }
        : { lastDeliveredSequence: reached },
    )
    .where(and(eq(memberships.roomId, roomId), eq(memberships.userId, actor.userId), lt(column, reached)))
    .returning({ sequence: column });
  if (moved)
    context.events.emit({ type: "receipt", kind, roomId, userId: actor.userId, sequence: moved.sequence });
}

/**
 * Has a member not have read a message, nor what came after it: their watermark goes back before it, unless it stands there.
 * What others were told of their reading stays as it was.
 */
export async function markUnread(
  context: Context,
  actor: Actor,
  { roomId, sequence }: { roomId: string; sequence: number },
): Promise<void> {
  await context.access.standing(actor, roomId);
  const { userId } = actor;
  const [moved] = await context.database.writing
    .update(memberships)
    .set({ lastReadSequence: sequence - 1 })
    .where(
      and(
        eq(memberships.roomId, roomId),
        eq(memberships.userId, userId),
        gte(memberships.lastReadSequence, sequence),
      ),
    )
    .returning({ sequence: memberships.lastReadSequence });
  if (moved) context.events.emit({ type: "marked_unread", roomId, userId, sequence: moved.sequence });
}

/** Members of a room up to which it says who has read up to where: in a crowd nobody looks for it, and it would be dear. */
const MAX_RECEIPTS = 50;

/** Up to where each member has read and been sent the room; of a room with more than fifty, nothing. */
export async function listReceipts(
  { database, access }: Context,
  actor: Actor,
  roomId: string,
): Promise<Receipt[]> {
  await access.standing(actor, roomId);
  const receipts = await database
    .reading(`room:${roomId}`, `user:${actor.userId}`)
    .select({
      userId: users.id,
      displayName: users.displayName,
      avatarUrl: users.avatarUrl,
      lastReadSequence: memberships.lastReadSequence,
      lastDeliveredSequence: memberships.lastDeliveredSequence,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.roomId, roomId))
    .orderBy(asc(memberships.userId))
    .limit(MAX_RECEIPTS + 1);
  return receipts.length > MAX_RECEIPTS ? [] : receipts;
}
