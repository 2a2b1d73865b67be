import type { Reactors } from "../../lib/contract/objects.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { getMessage } from "../messages/index.ts";

const NAMES = "SELECT id, display_name FROM users WHERE id IN (SELECT value FROM json_each(?1))";
const MINE = `
  SELECT emoji FROM reactions
  WHERE message_id = ?1 AND emoji IN (SELECT value FROM json_each(?2)) AND user_id = ?3`;

/** Who answered a message with what, by name as far as the message tells them, and whether the reader did. */
export async function reactorsOf(context: Context, actor: Actor, messageId: string): Promise<Reactors[]> {
  const { reactions = [] } = await getMessage(context, actor, messageId);
  const everybody = JSON.stringify([...new Set(reactions.flatMap(({ userIds }) => userIds))]);
  const emoji = JSON.stringify(reactions.map((reaction) => reaction.emoji));
  const [people = [], own = []] = await context.database.ask([
    { sql: NAMES, args: [everybody] },
    { sql: MINE, args: [messageId, emoji, actor.userId] },
  ]);
  const names = new Map(people.map(([id, name]) => [String(id), String(name)]));
  const mine = new Set(own.map(([each]) => String(each)));
  return reactions.map((reaction) => ({
    emoji: reaction.emoji,
    count: reaction.count,
    mine: mine.has(reaction.emoji),
    people: reaction.userIds.map((userId) => ({ userId, displayName: names.get(userId) ?? "" })),
  }));
}
