import { sql } from "drizzle-orm";
import type { Message } from "../../lib/contract/objects.ts";
import type { Context } from "../context.ts";

type Place = Pick<Message, "id" | "roomId" | "sequence">;

/**
 * To be stored together with a message's deletion: nobody is mentioned in it any more. Who was stands below zero, where no
 * message is, for the minute in which the deletion may be taken back: whom `@here` called is known nowhere else.
 */
export const withdrawMentions = ({ database: { writing } }: Context, { id, roomId, sequence }: Place) =>
  writing.run(sql`
    UPDATE OR REPLACE mentions SET sequence = -sequence WHERE room_id = ${roomId} AND sequence = ${sequence}
      AND EXISTS (SELECT 1 FROM messages m WHERE m.id = ${id} AND m.deleted_at IS NOT NULL)`);

/** To be stored together with its return. */
export const returnMentions = ({ database: { writing } }: Context, { id, roomId, sequence }: Place) =>
  writing.run(sql`
    UPDATE OR REPLACE mentions SET sequence = -sequence WHERE room_id = ${roomId} AND sequence = ${-sequence}
      AND EXISTS (SELECT 1 FROM messages m WHERE m.id = ${id} AND m.deleted_at IS NULL)`);
