import type { Database } from "../../../db/database.ts";
import type { Row } from "../../../db/protocol.ts";
import type { CustomEmoji } from "../../lib/contract/objects.ts";
import { customNameOf } from "../../lib/emoji.ts";
import { MINUTE, toTime } from "../../lib/time.ts";

/** Custom emoji of an installation at most, aliases among them. */
export const MAX_CUSTOM_EMOJI = 1000;
/** Milliseconds. A safety net only: a change is told to every node. */
const MAX_AGE = 5 * MINUTE;

const LOOK = `
  SELECT e.name, e.alias_of, coalesce(e.hash, o.hash), e.created_by, e.created_at
  FROM custom_emoji e LEFT JOIN custom_emoji o ON o.name = e.alias_of
  WHERE coalesce(e.hash, o.hash) IS NOT NULL ORDER BY e.name LIMIT ${MAX_CUSTOM_EMOJI}`;

/** All custom emoji, by name. `version` names this state of them; undefined where there are none. */
export type Shelf = { emoji: CustomEmoji[]; version: string | undefined };

/** The custom emoji of the installation, without their pictures: each page says which state of them it was made with. */
export class CustomEmojis {
  readonly #database: Database;
  #known: { shelf: Promise<Shelf>; until: number } | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  all(): Promise<Shelf> {
    if (this.#known && this.#known.until > performance.now()) return this.#known.shelf;
    const known = { shelf: this.#look(), until: performance.now() + MAX_AGE };
    this.#known = known;
    known.shelf.catch(() => this.#known === known && this.forget());
    return known.shelf;
  }

  /** Undefined also where that cannot be found out now: no page fails for want of a picture. */
  version(): Promise<string | undefined> {
    return this.all().then(
      ({ version }) => version,
      () => undefined,
    );
  }

  /** `:name:` with the name that an alias stands for; undefined where there is none of that name. */
  async canonical(emoji: string): Promise<string | undefined> {
    const name = customNameOf(emoji);
    const found = (await this.all()).emoji.find((each) => each.name === name);
    return found && `:${found.aliasOf ?? found.name}:`;
  }

  forget(): void {
    this.#known = undefined;
  }

  async #look(): Promise<Shelf> {
    const [rows = []] = await this.#database.ask([{ sql: LOOK, args: [] }]);
    const emoji = rows.map(toCustomEmoji);
    const state = JSON.stringify(emoji.map(({ name, url }) => [name, url]));
    return { emoji, version: emoji.length === 0 ? undefined : Bun.hash(state).toString(36) };
  }
}

function toCustomEmoji([name, aliasOf, hash, createdBy, createdAt]: Row): CustomEmoji {
  return {
    name: String(name),
    aliasOf: aliasOf as string | null,
    url: `/emoji/custom/${String(aliasOf ?? name)}.${String(hash)}`,
    createdBy: String(createdBy),
    createdAt: toTime(Number(createdAt)),
  };
}
