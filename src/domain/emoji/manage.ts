import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { databaseFailure } from "../../../db/errors.ts";
import { customEmoji } from "../../../db/schema/index.ts";
import type { CustomEmoji } from "../../lib/contract/objects.ts";
import { AppError, conflict, forbidden, notFound } from "../../lib/errors.ts";
import { type Actor, isAdmin } from "../actor.ts";
import type { Context } from "../context.ts";
import { audit } from "../moderation/audit.ts";
import { MAX_CUSTOM_EMOJI } from "./memory.ts";
import { takePicture } from "./picture.ts";

/** Every custom emoji of the place, by name: anybody who is signed in sees them. */
export const listEmoji = async ({ emoji }: Context): Promise<CustomEmoji[]> => (await emoji.all()).emoji;

/** Makes a picture an emoji of the place. A name is given once. */
export async function addEmoji(
  context: Context,
  actor: Actor,
  { name }: { name: string },
  file: Uint8Array,
): Promise<CustomEmoji> {
  expectAdmin(actor);
  await context.limits.take("messages", actor.userId);
  return store(context, actor, { name, ...(await takePicture(file)) });
}

/** Another name for an emoji; of an alias, for what that one shows. */
export async function aliasEmoji(
  context: Context,
  actor: Actor,
  of: string,
  { name }: { name: string },
): Promise<CustomEmoji> {
  expectAdmin(actor);
  const { emoji } = await context.emoji.all();
  const original = emoji.find((each) => each.name === of);
  if (!original) throw notFound("emoji");
  return store(context, actor, { name, aliasOf: original.aliasOf ?? of });
}

type New = { name: string } & ({ aliasOf: string } | { image: Buffer; mediaType: string; hash: string });

async function store(context: Context, actor: Actor, values: New): Promise<CustomEmoji> {
  const { name } = values;
  const { writing } = context.database;
  const aliasOf = "aliasOf" in values ? values.aliasOf : null;
  // The column takes no null: nothing is stored where there is no room, or what it stands for is gone.
  const createdBy = sql`CASE WHEN (SELECT count(*) FROM custom_emoji) < ${MAX_CUSTOM_EMOJI}
    AND (${aliasOf} IS NULL OR EXISTS (SELECT 1 FROM custom_emoji WHERE name = ${aliasOf})) THEN ${actor.userId} END`;
  const row = { ...values, createdBy: createdBy as SQL<string>, createdAt: Date.now() };
  const record = audit(context, actor, { action: "emoji.add", subjectId: name, details: { aliasOf } });
  await writing.batch([writing.insert(customEmoji).values(row), record]).catch(explainRefused);
  await announce(context);
  const { emoji } = await context.emoji.all();
  const added = emoji.find((each) => each.name === name);
  if (!added) throw notFound("emoji");
  return added;
}

function explainRefused(error: unknown): never {
  const reason = databaseFailure(error)?.message ?? "";
  if (reason.includes("custom_emoji.created_by"))
    throw conflict(
      `There are ${MAX_CUSTOM_EMOJI} emoji already, or the one that this is to stand for is gone.`,
    );
  if (!reason.includes("custom_emoji.name")) throw error;
  const message = "An emoji is called so already.";
  throw new AppError("conflict", message, { errors: [{ path: "name", message }] });
}

/** Takes an emoji away, with its aliases. Where it was used, its name stands as text from now on. */
export async function removeEmoji(context: Context, actor: Actor, name: string): Promise<void> {
  expectAdmin(actor);
  const { writing } = context.database;
  const named = eq(customEmoji.name, name);
  const gone = writing
    .delete(customEmoji)
    .where(or(named, eq(customEmoji.aliasOf, name)))
    .returning({ name: customEmoji.name });
  const [known] = await context.database.primary
    .select({ name: customEmoji.name })
    .from(customEmoji)
    .where(named);
  if (!known) throw notFound("emoji");
  await writing.batch([gone, audit(context, actor, { action: "emoji.remove", subjectId: name })]);
  await announce(context);
}

/** The picture of an emoji, by its content. */
export async function findPicture(
  { database }: Context,
  name: string,
  hash: string,
): Promise<{ image: Uint8Array<ArrayBuffer>; mediaType: string }> {
  const [row] = await database
    .reading("emoji")
    .select({ image: customEmoji.image, mediaType: customEmoji.mediaType })
    .from(customEmoji)
    .where(and(eq(customEmoji.name, name), eq(customEmoji.hash, hash)));
  if (!row?.image || !row.mediaType) throw notFound("picture");
  return { image: new Uint8Array(row.image), mediaType: row.mediaType };
}

function expectAdmin(actor: Actor): void {
  if (!isAdmin(actor)) throw forbidden("Only the owner and admins look after the emoji.");
}

/** Here it is known at once, and elsewhere with the event. */
async function announce({ emoji, events }: Context): Promise<void> {
  emoji.forget();
  events.emit({ type: "emoji_changed", version: await emoji.version() });
}
