import type { Membership, RoomKind } from "../lib/contract/objects.ts";

export type Standing = { kind: RoomKind; role: Membership["role"] };

const kinds: Record<string, RoomKind> = { o: "open", c: "closed", d: "direct" } satisfies Record<
  string,
  RoomKind
>;
const roles: Record<string, Membership["role"]> = { o: "owner", d: "moderator", m: "member" };
/** Letters of a room's kind and of a role. */
const CODE_LENGTH = 2;

/** Every standing there can be, by its code: all people share these few. */
const byCode = new Map(
  Object.entries(kinds).flatMap(([first, kind]) =>
    Object.entries(roles).map(([second, role]) => [first + second, { kind, role }] as const),
  ),
);

/** A person's standings as SQL: one text, `ID` and code of each room with a blank between; null where there are none. */
export const standingsOf = (userId: string): string =>
  `(SELECT group_concat(membership.room_id || substr(room.kind, 1, 1) ||
      iif(membership.role = 'moderator', 'd', substr(membership.role, 1, 1)), ' ')
    FROM memberships membership JOIN rooms room ON room.id = membership.room_id
    WHERE membership.user_id = ${userId})`;

/**
 * The rooms of one person, and how they stand in each. Kept of everybody who is connected, most of whom only listen: two
 * small lists, with an index made at the first question about a room.
 */
export class Standings {
  /** The rooms' ids. */
  readonly roomIds: readonly string[];
  readonly #codes: string;
  #byRoom: Map<string, Standing> | undefined;

  constructor(roomIds: readonly string[], codes: string) {
    this.roomIds = roomIds;
    this.#codes = codes;
  }

  get(roomId: string): Standing | undefined {
    this.#byRoom ??= new Map(this.roomIds.map((id, index) => [id, this.#at(index)]));
    return this.#byRoom.get(roomId);
  }

  has(roomId: string): boolean {
    return this.get(roomId) !== undefined;
  }

  #at(index: number): Standing {
    const code = this.#codes.slice(index * CODE_LENGTH, (index + 1) * CODE_LENGTH);
    const standing = byCode.get(code);
    if (!standing) throw new Error(`no such standing: ${code}`);
    return standing;
  }
}

export const NOWHERE = new Standings([], "");

/** Ids and codes known at most. */
const MAX_TEXTS = 100_000;

/** Reads what `standingsOf` selects. A room's id is one string for all who are in it: their own would take a kilobyte each. */
export class StandingsReader {
  readonly #texts = new Map<string, string>();

  read(text: string | null): Standings {
    if (!text) return NOWHERE;
    const parts = text.split(" ");
    const codes = parts.map((part) => part.slice(-CODE_LENGTH)).join("");
    return new Standings(
      parts.map((part) => this.#shared(part.slice(0, -CODE_LENGTH))),
      this.#shared(codes),
    );
  }

  #shared(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= MAX_TEXTS) this.#texts.clear();
    // A copy: a part would hold on to the whole text.
    const copy = Buffer.from(text).toString();
    this.#texts.set(copy, copy);
    return copy;
  }
}
