import { installation } from "../../db/schema/index.ts";
import type { EditWindow } from "../lib/contract/keeping.ts";
import { forbidden } from "../lib/errors.ts";
import { type Actor, isAdmin } from "./actor.ts";
import type { Context } from "./context.ts";
import { audit } from "./moderation/audit.ts";

/** What a place is called where nobody has named it. */
const NAMELESS = "Wisp";

/** Says for how many seconds after it was sent a message may be edited; 0: for ever. Holds at once, for old messages too. */
export async function setEditWindow(context: Context, actor: Actor, { seconds }: EditWindow): Promise<void> {
  if (!isAdmin(actor)) throw forbidden("Only the owner and admins may do this.");
  const { writing } = context.database;
  await writing.batch([
    writing
      .insert(installation)
      .values({ id: 1, name: NAMELESS, editWindow: seconds, createdAt: Date.now() })
      .onConflictDoUpdate({ target: installation.id, set: { editWindow: seconds } }),
    audit(context, actor, { action: "installation.update", details: { editWindow: seconds } }),
  ]);
  context.installation.forget();
  context.events.emit({ type: "installation_changed" });
}
