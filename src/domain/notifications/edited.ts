import { sql } from "drizzle-orm";
import { isForAll } from "./read.ts";
import { mentionsIn } from "../../lib/mentions.ts";
import type { Message } from "../../lib/contract/objects.ts";
import type { Context } from "../context.ts";

/**
 * To be stored together with a message's new content: whoever is newly named in it is mentioned, and is not told again.
 * Groups are named by what is sent, not by what is edited.
 */
export function mentionsAfter({ database: { writing } }: Context, message: Message, content: string) {
  const { roomId, sequence, senderId } = message;
  const names = JSON.stringify(mentionsIn(content).filter((name) => !isForAll(name)));
  return writing.run(sql`
    INSERT OR IGNORE INTO mentions (user_id, room_id, sequence)
    SELECT p.user_id, p.room_id, m.sequence FROM json_each(${names}) named JOIN users u ON u.username = named.value
    JOIN memberships p ON p.user_id = u.id AND p.room_id = ${roomId} AND p.user_id <> ${senderId}
    JOIN messages m ON m.room_id = p.room_id AND m.sequence = ${sequence} AND m.deleted_at IS NULL
      AND m.content = ${content}
    WHERE NOT EXISTS (SELECT 1 FROM blocks b WHERE b.user_id = p.user_id AND b.blocked_id = ${senderId})`);
}
