import type { Database } from "../../db/database.ts";
import { forbidden } from "../lib/errors.ts";
import { gather } from "../lib/gather.ts";
import type { Posting } from "../lib/contract/objects.ts";
import { Recent } from "../lib/recent.ts";
import { MINUTE } from "../lib/time.ts";
import type { Standing } from "./access.ts";

/** What a room asks of those who write in it. */
export type Rules = {
  archived: boolean;
  posting: Posting;
  /** Seconds between two messages of a member; 0: as many as they like. */
  slowMode: number;
};

/** Rooms whose rules are kept; each takes some hundred bytes. */
const MAX_ROOMS = 20_000;
/** A safety net only: `room_changed` says what has to be forgotten, by the broker at once or by the catch-up job. */
const MAX_AGE = 5 * MINUTE;

const RULES = `
  SELECT r.id, r.archived_at, r.posting, r.slow_mode FROM json_each(?1) asked JOIN rooms r ON r.id = asked.value`;

/** The rules of rooms, from memory, so that a message asks the database nothing. The statement that stores it has the last word. */
export class RoomRules {
  readonly #known = new Recent<Promise<Rules | undefined>>({ max: MAX_ROOMS, maxAge: MAX_AGE });
  readonly #load: (roomId: string) => Promise<Rules | undefined>;

  constructor(database: Database) {
    this.#load = gather((roomIds) => read(database, roomIds));
  }

  /** Undefined where there is no such room. */
  of(roomId: string): Promise<Rules | undefined> {
    const known = this.#known.get(roomId);
    if (known) return known;
    const loading = this.#load(roomId);
    this.#known.set(roomId, loading);
    // What could not be found out is not remembered.
    loading.catch(() => this.#known.get(roomId) === loading && this.#known.delete(roomId));
    return loading;
  }

  forget(roomId: string): void {
    this.#known.delete(roomId);
  }

  forgetEverything(): void {
    this.#known.clear();
  }
}

async function read(database: Database, roomIds: string[]): Promise<Map<string, Rules>> {
  const [rows = []] = await database.ask([{ sql: RULES, args: [JSON.stringify(roomIds)] }]);
  return new Map(
    rows.map(([roomId, archivedAt, posting, slowMode]) => [
      String(roomId),
      { archived: archivedAt !== null, posting: posting as Posting, slowMode: Number(slowMode) },
    ]),
  );
}

/** Refuses whoever wants to say something where nobody does any more, or where only moderators do. */
export function refuseWriting(rules: Rules | undefined, { role }: Standing): void {
  refuseArchived(rules);
  if (rules?.posting === "moderators" && role === "member")
    throw forbidden("Only moderators write in this room.");
}

export function refuseArchived(rules: Rules | undefined): void {
  if (rules?.archived) throw forbidden("This room is archived.");
}
