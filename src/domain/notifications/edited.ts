import { sql } from "drizzle-orm";
import { mentionsBefore } from "./deleted.ts";
import { isForAll } from "./read.ts";
import { mentionsIn } from "../../lib/mentions.ts";
import type { Message } from "../../lib/contract/objects.ts";
import type { Context } from "../context.ts";

type Changed = Pick<Message, "id" | "roomId" | "sequence" | "senderId">;

/**
 * To be stored together with a message's new content: whoever is newly named in it is mentioned, and is not told again; who
 * is named no more is mentioned no more. Groups are named by what is sent, not by what is edited: as long as one is called,
 * whom it meant is known by their mentions alone.
 */
export function mentionsAfter({ database: { writing } }: Context, message: Changed, content: string) {
  const { roomId, sequence, senderId } = message;
  const named = mentionsIn(content);
  const names = JSON.stringify(named.filter((name) => !isForAll(name)));
  const present = sql`messages m WHERE m.room_id = ${roomId} AND m.sequence = ${sequence}
    AND m.deleted_at IS NULL AND m.content = ${content}`;
  const added = writing.run(sql`
    INSERT OR IGNORE INTO mentions (user_id, room_id, sequence)
    SELECT p.user_id, p.room_id, ${sequence} FROM json_each(${names}) named JOIN users u ON u.username = named.value
    JOIN memberships p ON p.user_id = u.id AND p.room_id = ${roomId} AND p.user_id <> ${senderId}
    WHERE EXISTS (SELECT 1 FROM ${present})
      AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.user_id = p.user_id AND b.blocked_id = ${senderId})`);
  const removed = writing.run(sql`
    DELETE FROM mentions WHERE ${mentionsBefore(message)} AND EXISTS (SELECT 1 FROM ${present})
      AND user_id NOT IN (SELECT u.id FROM json_each(${names}) named JOIN users u ON u.username = named.value)`);
  return named.some(isForAll) ? [added] : [added, removed];
}
