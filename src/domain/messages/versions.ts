import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { messages, messageVersions } from "../../../db/schema/index.ts";
import type { Message, MessageVersion } from "../../lib/contract/objects.ts";
import { toTime } from "../../lib/time.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { getMessage } from "./read.ts";

/** Earlier contents of one message that are listed, the latest. */
const MAX_LISTED = 100;

type Replacement = {
  at: number;
  by: string;
  /** Whether nothing takes its place. */
  deletion: boolean;
  /** The condition of the change itself, so that neither is stored without the other. */
  where: SQL | undefined;
};

/** To be stored before a message's content is replaced, in the same transaction: what it was until then. */
export const keepVersion = (
  { database: { writing } }: Context,
  { id }: Pick<Message, "id">,
  { at, by, deletion, where }: Replacement,
) =>
  writing.run(sql`
    INSERT INTO message_versions (message_id, content, written_at, replaced_at, replaced_by, deletion)
    SELECT id, content, coalesce(edited_at, created_at), ${at}, ${by}, ${Number(deletion)} FROM messages
    WHERE ${and(eq(messages.id, id), isNull(messages.deletedAt), where)}`);

/** What a deleted message said, and by which row that is known; undefined where it is not deleted. */
export async function deletedContent({ database }: Context, { id }: Pick<Message, "id">) {
  const [found] = await database.primary
    .select({ id: messageVersions.id, content: messageVersions.content })
    .from(messageVersions)
    .where(and(eq(messageVersions.messageId, id), eq(messageVersions.deletion, true)));
  return found;
}

const LIST = `
  SELECT v.content, v.written_at, v.replaced_at FROM message_versions v
  JOIN messages m ON m.id = v.message_id AND m.deleted_at IS NULL
  JOIN memberships p ON p.room_id = m.room_id AND p.user_id = ?2
  WHERE v.message_id = ?1 AND v.deletion = 0 ORDER BY v.id DESC LIMIT ${MAX_LISTED}`;

/** What a message was before it was edited, the latest first; of a deleted one nothing. For all who can read it. */
export async function listVersions(
  context: Context,
  actor: Actor,
  messageId: string,
): Promise<MessageVersion[]> {
  const { id } = await getMessage(context, actor, messageId);
  const [rows = []] = await context.database.ask([{ sql: LIST, args: [id, actor.userId] }]);
  return rows.map(([content, writtenAt, replacedAt]) => ({
    content: String(content),
    writtenAt: toTime(Number(writtenAt)),
    replacedAt: toTime(Number(replacedAt)),
  }));
}
