import { MAX_EMOJI_BYTES } from "../../lib/contract/inputs.ts";
import { AppError, unavailable } from "../../lib/errors.ts";
import { Semaphore } from "../../lib/semaphore.ts";

/** Pixels of a side. */
const SIDE = 128;
/** Width times height. A small file may claim to be an enormous picture. */
const MAX_PIXELS = 4_000_000;
const mediaTypes: Record<string, string> = { png: "image/png", gif: "image/gif", webp: "image/webp" };
/** Decoding takes up to 16 MB: one after the other. */
const turns = new Semaphore(1, 20);

export type Picture = { image: Buffer; mediaType: string; hash: string };

/**
 * What is kept of a file: a small one as it is, since it may move, and a larger one drawn anew at 128 pixels, still. What a
 * file is called or says it is counts for nothing; it has to be a picture that can be drawn.
 */
export async function takePicture(file: Uint8Array): Promise<Picture> {
  if (file.byteLength > MAX_EMOJI_BYTES)
    throw refused("too_large", `A picture may have at most ${MAX_EMOJI_BYTES / 1024} KiB.`);
  const { image, mediaType } = await turns.run(() => draw(file).catch(unreadable));
  const hash = new Bun.CryptoHasher("sha256").update(image).digest("base64url").slice(0, 16);
  return { image, mediaType, hash };
}

async function draw(file: Uint8Array): Promise<Omit<Picture, "hash">> {
  const { width, height, format } = await new Bun.Image(file, { maxPixels: MAX_PIXELS }).metadata();
  const mediaType = mediaTypes[format];
  if (!mediaType) throw refused("unsupported_type", "Send a PNG, GIF or WebP picture.");
  if (width * height > MAX_PIXELS) throw refused("too_large", "This picture has too many pixels.");
  const drawn = await new Bun.Image(file, { maxPixels: MAX_PIXELS })
    .resize(SIDE, SIDE, { fit: "inside", withoutEnlargement: true })
    .webp({ quality: 90 })
    .buffer();
  const small = Math.max(width, height) <= SIDE;
  return small ? { image: Buffer.from(file), mediaType } : { image: drawn, mediaType: "image/webp" };
}

function unreadable(error: unknown): never {
  if (error instanceof AppError) throw error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.includes("TOO_MANY_PIXELS") || /pixels/i.test(String(error)))
    throw refused("too_large", "This picture has too many pixels.");
  if (code.startsWith("ERR_IMAGE")) throw refused("unsupported_type", "This picture cannot be read.");
  throw unavailable("The picture could not be taken in. Try again in a moment.", error);
}

const refused = (code: "too_large" | "unsupported_type", detail: string) =>
  new AppError(code, detail, { errors: [{ path: "picture", message: detail }] });
