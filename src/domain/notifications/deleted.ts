import { and, eq, type SQL, sql } from "drizzle-orm";
import { messages } from "../../../db/schema/index.ts";
import type { Message } from "../../lib/contract/objects.ts";
import type { Context } from "../context.ts";

type Place = Pick<Message, "id" | "roomId" | "sequence">;

/**
 * For `where`: the mentions of a message. They are found by person, and by nothing else: to go through half a million held
 * the writer for 30 ms. So they are looked for by the members of the room, who alone may see them, and only where the
 * message says or said `@`: `saysAt`.
 */
const mentionsAt = ({ roomId }: Place, sequence: number, saysAt: SQL): SQL => sql`
  room_id = ${roomId} AND sequence = ${sequence}
    AND user_id IN (SELECT p.user_id FROM memberships p WHERE p.room_id = ${roomId} AND ${saysAt})`;

const saysAtNow = ({ id }: Place, where?: SQL): SQL =>
  sql`EXISTS (SELECT 1 FROM messages WHERE ${and(eq(messages.id, id), sql`instr(content, '@') > 0`, where)})`;

/** The mentions of a message that was edited or deleted in the same transaction: what it said until then is kept. */
export const mentionsBefore = (place: Place): SQL =>
  mentionsAt(
    place,
    place.sequence,
    sql`EXISTS (SELECT 1 FROM message_versions v WHERE v.message_id = ${place.id} AND instr(v.content, '@') > 0)`,
  );

/**
 * To be stored together with a message's deletion: nobody is mentioned in it any more. Who was stands below zero, where no
 * message is, for the minute in which the deletion may be taken back: whom `@here` called is known nowhere else.
 */
export const withdrawMentions = ({ database: { writing } }: Context, place: Place) =>
  writing.run(sql`
    UPDATE OR REPLACE mentions SET sequence = -sequence WHERE ${mentionsBefore(place)}
      AND EXISTS (SELECT 1 FROM messages m WHERE m.id = ${place.id} AND m.deleted_at IS NOT NULL)`);

/** To be stored after its return. */
export const returnMentions = ({ database: { writing } }: Context, place: Place) =>
  writing.run(sql`
    UPDATE OR REPLACE mentions SET sequence = -sequence
    WHERE ${mentionsAt(place, -place.sequence, saysAtNow(place))}`);

/** To be stored before a message says nothing any more, for good; `where` is what has to hold for that. */
export const forgetMentions = ({ database: { writing } }: Context, place: Place, where: SQL) =>
  writing.run(sql`DELETE FROM mentions WHERE ${mentionsAt(place, place.sequence, saysAtNow(place, where))}`);
