import type { Database } from "../../db/database.ts";
import { installation } from "../../db/schema/index.ts";
import type { UpdateInstallation } from "../lib/contract/entrance.ts";
import type { InstallationView } from "../lib/contract/entrance.ts";
import type { Registration } from "../lib/contract/objects.ts";
import { forbidden } from "../lib/errors.ts";
import { MINUTE } from "../lib/time.ts";
import { type Actor, isAdmin } from "./actor.ts";
import type { Context } from "./context.ts";
import { audit } from "./moderation/audit.ts";

const LOOK = `
  SELECT (SELECT name FROM installation WHERE id = 1), EXISTS (SELECT 1 FROM users),
    (SELECT registration FROM installation WHERE id = 1),
    coalesce((SELECT edit_window FROM installation WHERE id = 1), 900)`;
/** Milliseconds. A safety net only: a change is told to every node. */
const MAX_AGE = MINUTE;

/** What a place is called where nobody has named it. */
const NAMELESS = "Wisp";

type State = {
  name: string | undefined;
  inhabited: boolean;
  registration: Registration;
  editWindow: number;
};

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

  /** Who may make an account. What decides in the end is the statement that stores one. */
  async registration(): Promise<Registration> {
    return (await this.#state()).registration;
  }

  /** Seconds for which a message may be edited; 0: for ever. What decides in the end is asked of the database. */
  editWindow(): Promise<number> {
    return this.#state().then(
      ({ editWindow }) => editWindow,
      () => 0,
    );
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
    const [name, inhabited, registration, editWindow] = rows?.[0] ?? [];
    return {
      name: typeof name === "string" ? name : undefined,
      inhabited: Number(inhabited) === 1,
      registration: (registration ?? "open") as Registration,
      editWindow: Number(editWindow),
    };
  }
}

/** What the place is called, in a sentence. */
export const placeName = async ({ installation: place }: Context): Promise<string> =>
  (await place.name()) ?? NAMELESS;

/** The place as those see it who are in it. */
export async function getInstallation(context: Context): Promise<InstallationView> {
  return { name: await placeName(context), registration: await context.installation.registration() };
}

/** Changes what is named: its owner names the place, and admins too say who may make an account. */
export async function updateInstallation(
  context: Context,
  actor: Actor,
  input: UpdateInstallation,
): Promise<InstallationView> {
  const { database, events } = context;
  if (!isAdmin(actor)) throw forbidden("Only the owner and admins may do this.");
  if (input.name !== undefined && actor.role !== "owner")
    throw forbidden("Only the owner may name this place.");
  const changes = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  if (Object.keys(changes).length > 0)
    await database.writing.batch([
      database.writing
        .insert(installation)
        .values({ id: 1, name: NAMELESS, createdAt: Date.now(), ...changes })
        .onConflictDoUpdate({ target: installation.id, set: changes }),
      audit(context, actor, { action: "installation.update", details: changes }),
    ]);
  context.installation.forget();
  events.emit({ type: "installation_changed" });
  return getInstallation(context);
}
