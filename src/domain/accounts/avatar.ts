import { eq } from "drizzle-orm";
import { avatars, users } from "../../../db/schema/index.ts";
import { AppError, notFound, unavailable } from "../../lib/errors.ts";
import { Semaphore } from "../../lib/semaphore.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { toUser } from "../users.ts";

/** Bytes of a picture as somebody sends it. */
export const MAX_PICTURE = 5 * 1024 * 1024;
/** Bytes of it as it is kept. */
const MAX_KEPT = 64 * 1024;
/** Its shorter side, in pixels: four times as many as it is mostly drawn with. */
const SIDE = 256;
/** Its longer side. A page shows the square in its middle; more than this beside that nobody needs. */
const LONGEST = 3 * SIDE;
/** Width times height. A small file may claim to be an enormous picture. */
const MAX_PIXELS = 40_000_000;
const FORMATS: ReadonlySet<string> = new Set(["png", "jpeg", "webp", "gif"]);
/** Decoding takes up to 160 MB: one after the other. */
const turns = new Semaphore(1, 20);

/** Gives the caller this picture. Everything is decoded and drawn anew, off the loop: nothing of the file itself is kept. */
export async function setAvatar(context: Context, actor: Actor, file: Uint8Array): Promise<string> {
  await context.limits.take("uploads", actor.userId);
  const image = await turns.run(() => shrink(file));
  const hash = new Bun.CryptoHasher("sha256").update(image).digest("base64url").slice(0, 16);
  const { writing } = context.database;
  const row = { image, hash, createdAt: Date.now() };
  const avatarUrl = `/avatars/${actor.userId}/${hash}.webp`;
  const [, [user]] = await writing.batch([
    writing
      .insert(avatars)
      .values({ userId: actor.userId, ...row })
      .onConflictDoUpdate({ target: avatars.userId, set: row }),
    writing.update(users).set({ avatarUrl }).where(eq(users.id, actor.userId)).returning(),
  ]);
  announceChange(context, user);
  return avatarUrl;
}

export async function removeAvatar(context: Context, actor: Actor): Promise<void> {
  const { writing } = context.database;
  const [, [user]] = await writing.batch([
    writing.delete(avatars).where(eq(avatars.userId, actor.userId)),
    writing.update(users).set({ avatarUrl: null }).where(eq(users.id, actor.userId)).returning(),
  ]);
  announceChange(context, user);
}

/** The picture that was kept under this hash, WebP. An older one is gone. */
export async function findAvatar(
  { database }: Context,
  userId: string,
  hash: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const find = (query: typeof database.primary) =>
    query.select().from(avatars).where(eq(avatars.userId, userId));
  const [row] = await find(database.reading(`user:${userId}`));
  if (!row || row.hash !== hash) throw notFound("picture");
  return new Uint8Array(row.image);
}

const FACE = `
  SELECT u.display_name, a.image FROM users u LEFT JOIN avatars a ON a.user_id = u.id WHERE u.id = ?1`;

/** What somebody is called, and their picture where they have one. */
export async function findFace(
  { database }: Context,
  userId: string,
): Promise<{ displayName: string; image: Uint8Array<ArrayBuffer> | undefined } | undefined> {
  const [[row] = []] = await database.ask([{ sql: FACE, args: [userId] }], () => [`user:${userId}`]);
  if (!row) return undefined;
  const [displayName, image] = row;
  return {
    displayName: String(displayName),
    image: image instanceof Uint8Array ? new Uint8Array(image) : undefined,
  };
}

function announceChange({ access, events }: Context, row: typeof users.$inferSelect | undefined): void {
  if (!row) return;
  access.forgetUser(row.id);
  events.emit({ type: "user_changed", userId: row.id, user: toUser(row) });
}

/** Small enough to be kept; in one go for all but the busiest pictures. */
async function shrink(file: Uint8Array): Promise<Buffer> {
  const box = boxFor(await measure(file));
  for (const quality of [82, 60, 35]) {
    const small = await new Bun.Image(file, { maxPixels: MAX_PIXELS })
      .resize(box, box, { fit: "inside", withoutEnlargement: true })
      .webp({ quality })
      .buffer()
      .catch(unreadable);
    if (small.byteLength <= MAX_KEPT) return small;
  }
  throw refused("too_large", "This picture cannot be made small enough.");
}

async function measure(file: Uint8Array): Promise<{ width: number; height: number }> {
  const { width, height, format } = await new Bun.Image(file, { maxPixels: MAX_PIXELS })
    .metadata()
    .catch(unreadable);
  if (!FORMATS.has(format)) throw refused("unsupported_type", "Send a PNG, JPEG, WebP or GIF picture.");
  if (width * height > MAX_PIXELS) throw refused("too_large", "This picture has too many pixels.");
  return { width, height };
}

/** The side of a square in which the picture's shorter side is as long as wanted. */
function boxFor({ width, height }: { width: number; height: number }): number {
  const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
  return Math.min(LONGEST, Math.round(SIDE * ratio));
}

function unreadable(error: unknown): never {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.includes("TOO_MANY_PIXELS") || /pixels/i.test(String(error)))
    throw refused("too_large", "This picture has too many pixels.");
  if (code.startsWith("ERR_IMAGE")) throw refused("unsupported_type", "This picture cannot be read.");
  throw unavailable("The picture could not be taken in. Try again in a moment.", error);
}

const refused = (code: "too_large" | "unsupported_type", detail: string) =>
  new AppError(code, detail, { errors: [{ path: "picture", message: detail }] });
