import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { Database } from "../../db/database.ts";
import { memberships, rooms, sessions, users } from "../../db/schema/index.ts";
import { forbidden, notFound } from "../lib/errors.ts";
import type { Membership, RoomKind } from "../lib/contract/objects.ts";
import { gather } from "../lib/gather.ts";
import { MINUTE } from "../lib/time.ts";
import type { Actor } from "./actor.ts";

export type Standing = { kind: RoomKind; role: Membership["role"] };
type Standings = ReadonlyMap<string, Standing>;

const NOWHERE: Standings = new Map();

/** Entries kept; a person with 20 rooms takes about 4 KB. */
const MAX_PEOPLE = 20_000;
const MAX_SESSIONS = 50_000;
/** A safety net only: `access_changes` says what has to be forgotten, by Redis at once or by the catch-up job. */
const MAX_AGE = 5 * MINUTE;

/**
 * Who may see what, from memory. Every answer comes from the primary and is forgotten when anything that it was made
 * of changes. Promises are kept rather than values, so that a change during a load is not overwritten by its result.
 */
export class Access {
  readonly #standings = new LRUCache<string, Promise<Standings>>({ max: MAX_PEOPLE, ttl: MAX_AGE });
  readonly #actors = new LRUCache<string, Promise<Actor | undefined>>({ max: MAX_SESSIONS, ttl: MAX_AGE });

  readonly #loadStandings: (userId: string) => Promise<Standings | undefined>;
  readonly #loadActor: (sessionId: string) => Promise<Actor | undefined>;

  constructor(database: Database) {
    this.#loadStandings = gather((userIds) => loadStandings(database, userIds));
    this.#loadActor = gather((sessionIds) => loadActors(database, sessionIds));
  }

  /** The rooms that a person is a member of. */
  standings(userId: string): Promise<Standings> {
    return remember(this.#standings, userId, () =>
      this.#loadStandings(userId).then((found) => found ?? NOWHERE),
    );
  }

  /** The look-up of a room by its member; `not_found` for anyone else, whether or not the room exists. */
  async standing(actor: Actor, roomId: string): Promise<Standing> {
    const known = (await this.standings(actor.userId)).get(roomId);
    if (known) return known;
    // A membership may have begun a moment ago on another node.
    this.#standings.delete(actor.userId);
    const now = (await this.standings(actor.userId)).get(roomId);
    if (!now) throw notFound("room");
    return now;
  }

  async owner(actor: Actor, roomId: string): Promise<Standing> {
    if ((await this.standing(actor, roomId)).role !== "owner") this.#standings.delete(actor.userId);
    // Handed over a moment ago, it is in nobody's memory: who would be refused is looked up anew.
    const standing = await this.standing(actor, roomId);
    if (standing.role !== "owner") throw forbidden("Only an owner of the room may do this.");
    return standing;
  }

  /** Who a session belongs to; undefined once it has ended. */
  actor(sessionId: string): Promise<Actor | undefined> {
    return remember(this.#actors, sessionId, () => this.#loadActor(sessionId));
  }

  /** Something about this person changed: what they may see, or what they are called. */
  forgetUser(userId: string): void {
    this.#standings.delete(userId);
    for (const [sessionId, actor] of this.#actors.entries()) {
      void actor
        .then((found) => found?.userId === userId && this.#actors.delete(sessionId))
        .catch(() => undefined);
    }
  }

  forgetMemberships(userId: string): void {
    this.#standings.delete(userId);
  }

  forgetSession(sessionId: string): void {
    this.#actors.delete(sessionId);
  }

  forgetEverything(): void {
    this.#standings.clear();
    this.#actors.clear();
  }
}

/** The rooms of each of these people. */
async function loadStandings({ primary }: Database, userIds: string[]): Promise<Map<string, Standings>> {
  const rows = await primary
    .select({
      userId: memberships.userId,
      roomId: memberships.roomId,
      role: memberships.role,
      kind: rooms.kind,
    })
    .from(memberships)
    .innerJoin(rooms, eq(rooms.id, memberships.roomId))
    .where(oneOf(memberships.userId, userIds));
  const found = new Map<string, Map<string, Standing>>(userIds.map((userId) => [userId, new Map()]));
  for (const { userId, roomId, role, kind } of rows) found.get(userId)?.set(roomId, { role, kind });
  return found;
}

/** The people behind those of these sessions that have not ended. */
async function loadActors({ primary }: Database, sessionIds: string[]): Promise<Map<string, Actor>> {
  const rows = await primary
    .select({ user: users, sessionId: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(oneOf(sessions.id, sessionIds), isNull(sessions.endedAt), gt(sessions.expiresAt, Date.now())));
  return new Map(rows.map(({ user, sessionId }) => [sessionId, toActor(user, sessionId)]));
}

function toActor(user: typeof users.$inferSelect, sessionId: string): Actor {
  const { id, username, displayName, avatarUrl, role, createdAt } = user;
  return { userId: id, username, displayName, avatarUrl, role, createdAt, sessionId };
}

/** One statement for any number of keys, so that it stays prepared. */
const oneOf = (column: typeof sessions.id | typeof memberships.userId, keys: string[]) =>
  sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`;

/** A load that failed is not remembered. */
function remember<Found>(
  cache: LRUCache<string, Promise<Found>>,
  key: string,
  load: () => Promise<Found>,
): Promise<Found> {
  const known = cache.get(key);
  if (known) return known;
  const loading = load().catch((error: unknown) => {
    if (cache.peek(key) === loading) cache.delete(key);
    throw error;
  });
  cache.set(key, loading);
  return loading;
}
