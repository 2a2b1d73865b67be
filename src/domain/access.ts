import type { Database } from "../../db/database.ts";
import type { Row } from "../../db/protocol.ts";
import type { User } from "../lib/contract/objects.ts";
import { forbidden, notFound } from "../lib/errors.ts";
import { gather } from "../lib/gather.ts";
import { Recent } from "../lib/recent.ts";
import { MINUTE } from "../lib/time.ts";
import { readPreferences } from "./accounts/preferences.ts";
import { type Actor, isAdmin } from "./actor.ts";
import { NOWHERE, type Standing, type Standings, standingsOf, StandingsReader } from "./standings.ts";

export type { Standing } from "./standings.ts";

/** Entries kept; a person with 20 rooms takes about 1 KB. */
const MAX_PEOPLE = 20_000;
const MAX_SESSIONS = 50_000;
/** A safety net only: `access_changes` says what has to be forgotten, by Redis at once or by the catch-up job. */
const MAX_AGE = 5 * MINUTE;

/**
 * Who may see what, from memory. Every answer comes from the primary and is forgotten when anything that it was made
 * of changes. Promises are kept rather than values, so that a change during a load is not overwritten by its result.
 */
export class Access {
  readonly #standings = new Recent<Promise<Standings>>({ max: MAX_PEOPLE, maxAge: MAX_AGE });
  readonly #actors = new Recent<Promise<Actor | undefined>>({ max: MAX_SESSIONS, maxAge: MAX_AGE });
  readonly #reader = new StandingsReader();
  /** How often somebody's memberships were forgotten. */
  #forgotten = 0;

  readonly #loadStandings: (userId: string) => Promise<Standings | undefined>;
  readonly #loadActor: (sessionId: string) => Promise<Actor | undefined>;

  constructor(database: Database) {
    this.#loadStandings = gather((userIds) => this.#readStandings(database, userIds));
    this.#loadActor = gather((sessionIds) => this.#readActors(database, sessionIds));
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
    this.forgetMemberships(actor.userId);
    const now = (await this.standings(actor.userId)).get(roomId);
    if (!now) throw notFound("room");
    return now;
  }

  async owner(actor: Actor, roomId: string): Promise<Standing> {
    if ((await this.standing(actor, roomId)).role !== "owner") this.forgetMemberships(actor.userId);
    // Handed over a moment ago, it is in nobody's memory: who would be refused is looked up anew.
    const standing = await this.standing(actor, roomId);
    if (standing.role !== "owner") throw forbidden("Only an owner of the room may do this.");
    return standing;
  }

  /** May look after what is said in a room: its owners and moderators, and admins of the place who are in it. */
  async moderator(actor: Actor, roomId: string): Promise<Standing> {
    const looksAfter = ({ role }: Standing) => role !== "member" || isAdmin(actor);
    if (!looksAfter(await this.standing(actor, roomId))) this.forgetMemberships(actor.userId);
    const standing = await this.standing(actor, roomId);
    if (!looksAfter(standing)) throw forbidden("Only a moderator of the room may do this.");
    return standing;
  }

  /** Who a session belongs to; undefined once it has ended. */
  actor(sessionId: string): Promise<Actor | undefined> {
    return remember(this.#actors, sessionId, () => this.#loadActor(sessionId));
  }

  /** Something about this person changed: what they may see, or what they are called. */
  forgetUser(userId: string): void {
    this.forgetMemberships(userId);
    for (const [sessionId, actor] of this.#actors.entries()) {
      void actor
        .then((found) => found?.userId === userId && this.#actors.delete(sessionId))
        .catch(() => undefined);
    }
  }

  forgetMemberships(userId: string): void {
    this.#forgotten += 1;
    this.#standings.delete(userId);
  }

  forgetSession(sessionId: string): void {
    this.#actors.delete(sessionId);
  }

  forgetEverything(): void {
    this.#forgotten += 1;
    this.#standings.clear();
    this.#actors.clear();
  }

  async #readStandings(database: Database, userIds: string[]): Promise<Map<string, Standings>> {
    const [rows = []] = await database.ask([{ sql: STANDINGS, args: [JSON.stringify(userIds)] }]);
    return new Map(
      rows.map(([userId, rooms]) => [String(userId), this.#reader.read(rooms as string | null)]),
    );
  }

  /** Who comes by a session asks for their rooms next: one statement reads both. */
  async #readActors(database: Database, sessionIds: string[]): Promise<Map<string, Actor>> {
    const asOf = this.#forgotten;
    const args = [JSON.stringify(sessionIds), Date.now()];
    const [rows = []] = await database.ask([{ sql: ACTORS, args }]);
    const actors = rows.map((row) => toActor(row, sessionIds));
    // What was forgotten while this was read may be out of date in it.
    if (asOf === this.#forgotten) rows.forEach((row, index) => this.#expect(actors[index], row.at(-1)));
    return new Map(actors.map((actor) => [actor.sessionId, actor]));
  }

  #expect(actor: Actor | undefined, rooms: Row[number] | undefined): void {
    if (!actor || this.#standings.get(actor.userId)) return;
    this.#standings.set(actor.userId, Promise.resolve(this.#reader.read((rooms ?? null) as string | null)));
  }
}

/** One statement for any number of keys, so that it stays prepared. */
const STANDINGS = `SELECT value, ${standingsOf("value")} FROM json_each(?)`;

/** The people behind those of these sessions that have not ended. */
const ACTORS = `
  SELECT asked.key, person.id, person.username, person.display_name, person.avatar_url, person.role,
    person.created_at, person.preferences, person.silenced_until,
    person.status_emoji, person.status_text, person.status_expires_at,
    (SELECT group_concat(blocked_id, ' ') FROM blocks WHERE user_id = person.id), ${standingsOf("person.id")}
  FROM json_each(?) asked
  JOIN sessions session ON session.id = asked.value
  JOIN users person ON person.id = session.user_id
  WHERE session.ended_at IS NULL AND session.expires_at > ? AND person.banned_at IS NULL`;

const NOBODY: readonly string[] = [];

/** By the asker's own string of the session's id: it is kept as a key too, and another one would take room again. */
function toActor(
  [asked, userId, username, displayName, avatarUrl, role, createdAt, preferences, ...rest]: Row,
  sessionIds: string[],
): Actor {
  const [silencedUntil, statusEmoji, statusText, statusExpiresAt, blocked] = rest;
  return {
    userId: String(userId),
    username: String(username),
    displayName: String(displayName),
    avatarUrl: avatarUrl as string | null,
    role: role as User["role"],
    createdAt: Number(createdAt),
    preferences: readPreferences(String(preferences)),
    statusEmoji: statusEmoji as string | null,
    statusText: statusText as string | null,
    statusExpiresAt: statusExpiresAt as number | null,
    silencedUntil: silencedUntil as number | null,
    blocked: blocked ? String(blocked).split(" ") : NOBODY,
    sessionId: sessionIds[Number(asked)] ?? "",
  };
}

/** A load that failed is not remembered. */
function remember<Found>(
  cache: Recent<Promise<Found>>,
  key: string,
  load: () => Promise<Found>,
): Promise<Found> {
  const known = cache.get(key);
  if (known) return known;
  const loading = load().catch((error: unknown) => {
    if (cache.get(key) === loading) cache.delete(key);
    throw error;
  });
  cache.set(key, loading);
  return loading;
}
