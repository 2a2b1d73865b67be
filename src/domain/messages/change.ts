import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { messages } from "../../../db/schema/index.ts";
import type { Message } from "../../lib/contract/objects.ts";
import { tellThreads, threadAfter } from "../threads/recount.ts";
import type { Context } from "../context.ts";
import { refuseArchived } from "../rules.ts";
import { toMessage } from "./message.ts";

type Present = {
  [Column in keyof typeof messages.$inferInsert]?: (typeof messages.$inferInsert)[Column] | SQL;
};
type Further = BatchItem<"sqlite">[];

export type Change = {
  /** What becomes of the message's own columns. */
  present: Present;
  /** Only where this holds at the moment of storing. */
  where?: SQL | undefined;
  /** Whether it is one that is deleted; else those are never changed. */
  deleted?: boolean;
  /** Stored in the same transaction: what `present` is made of, and what is made of it. */
  before?: Further;
  after?: Further;
};

/** The next revision of the room that a row of `messages` is in. */
export const nextRevision = sql<number>`(SELECT revision + 1 FROM rooms WHERE id = ${messages.roomId})`;

/** For `where`: whether somebody is still a member of the room. */
export const stillMember = (userId: string): SQL =>
  sql`EXISTS (SELECT 1 FROM memberships m WHERE m.room_id = ${messages.roomId} AND m.user_id = ${userId})`;

/** For `where`: whether the message's room is not archived. */
const stillOpen: SQL = sql`NOT EXISTS (
  SELECT 1 FROM rooms r WHERE r.id = ${messages.roomId} AND r.archived_at IS NOT NULL)`;

/**
 * Changes a message, which takes the room's next revision in the statement that stores it, and tells everyone in the
 * room. A reply that is deleted is no longer counted by its thread. Undefined where there was nothing to change. A
 * statement of `before` that must not be without the change says so itself (`WHERE EXISTS …`): a change that does not
 * happen is no error to the database. In an archived room a message can be deleted, and `forbidden` is what any other
 * change gets.
 */
export async function changeMessage(
  context: Context,
  message: Message,
  { present, where, deleted = false, before = [], after = [] }: Change,
): Promise<Message | undefined> {
  const { writing } = context.database;
  const leaves = present.deletedAt !== undefined && message.threadRootId;
  const deletion = present.deletedAt != null;
  if (!deletion) refuseArchived(await context.rules.of(message.roomId));
  const stored = writing
    .update(messages)
    .set({ ...present, revision: nextRevision })
    .where(
      and(
        eq(messages.id, message.id),
        deleted ? isNotNull(messages.deletedAt) : isNull(messages.deletedAt),
        deletion ? undefined : stillOpen,
        where,
      ),
    )
    .returning();
  const thread = leaves ? threadAfter(context, message) : [];
  const all = [...before, stored, ...after, ...thread] as [BatchItem<"sqlite">, ...Further];
  const results = (await writing.batch(all)) as (typeof messages.$inferSelect)[][];
  const row = results[before.length]?.[0];
  if (!row) return undefined;
  const { roomKind, senderUsername, senderDisplayName, senderAvatarUrl } = message;
  const changed = toMessage({ ...row, roomKind, senderUsername, senderDisplayName, senderAvatarUrl });
  context.events.emit({ type: "message_changed", change: "message_updated", message: changed });
  if (leaves) await tellThreads(context, [leaves]);
  return changed;
}
