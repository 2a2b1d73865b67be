import { eq } from "drizzle-orm";
import type { Database } from "../../db/database.ts";
import { installation } from "../../db/schema/index.ts";
import { forbidden } from "../lib/errors.ts";
import { MINUTE } from "../lib/time.ts";
import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";

const LOOK = `
  SELECT (SELECT name FROM installation WHERE id = 1), EXISTS (SELECT 1 FROM users)`;
/** Milliseconds. A safety net only: a change is told to every node. */
const MAX_AGE = MINUTE;

type State = { name: string | undefined; inhabited: boolean };

/** What this installation is called, and whether anybody lives in it yet: every page says the one, the door asks for the other. */
export class Installation {
  readonly #database: Database;
  #known: { state: Promise<State>; until: number } | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Undefined where nobody has named it, and where that cannot be found out now: no page fails for want of a title. */
  name(): Promise<string | undefined> {
    return this.#state().then(
      ({ name }) => name,
      () => undefined,
    );
  }

  /** Whether there is an account. Until there is one this is asked each time. */
  async inhabited(): Promise<boolean> {
    const { inhabited } = await this.#state();
    if (!inhabited) this.forget();
    return inhabited;
  }

  forget(): void {
    this.#known = undefined;
  }

  #state(): Promise<State> {
    if (this.#known && this.#known.until > performance.now()) return this.#known.state;
    const known = { state: this.#look(), until: performance.now() + MAX_AGE };
    this.#known = known;
    known.state.catch(() => this.#known === known && this.forget());
    return known.state;
  }

  async #look(): Promise<State> {
    const [rows] = await this.#database.ask([{ sql: LOOK, args: [] }]);
    const [name, inhabited] = rows?.[0] ?? [];
    return { name: typeof name === "string" ? name : undefined, inhabited: Number(inhabited) === 1 };
  }
}

/** Calls the place something else: its owner may. */
export async function renameInstallation(
  { database: { writing }, events }: Context,
  actor: Actor,
  { name }: { name: string },
): Promise<void> {
  if (actor.role !== "owner") throw forbidden("Only the owner may name this place.");
  await writing
    .insert(installation)
    .values({ id: 1, name, createdAt: Date.now() })
    .onConflictDoUpdate({ target: installation.id, set: { name }, setWhere: eq(installation.id, 1) });
  events.emit({ type: "installation_changed" });
}
