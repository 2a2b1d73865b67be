import type { Row, Statement } from "../../../db/protocol.ts";
import type { Actor } from "../actor.ts";
import { READABLE } from "../messages/kept.ts";

const TOLD = `
  SELECT count(*) FROM reminders kept ${READABLE} WHERE kept.user_id = ?1 AND kept.told_at IS NOT NULL`;

/** How many reminders the caller was told of and has not ticked off; `toTold` takes the answer. */
export const toldStatement = ({ userId }: Actor): Statement => ({ sql: TOLD, args: [userId] });

export const toTold = (rows: Row[] | undefined): number => Number(rows?.[0]?.[0] ?? 0);
