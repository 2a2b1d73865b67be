import { join } from "node:path";
import type { Database } from "../database.ts";
import { customEmoji } from "../schema/index.ts";

/** The emoji that the place has of its own. */
const names = ["osprey", "tape"];

/** Their pictures, which lie beside this file, and another name for one of them. */
export async function emojiOf({ writing }: Database, createdBy: string, createdAt: number) {
  const pictures = await Promise.all(names.map(pictureOf));
  const alias = { name: "recording", aliasOf: "tape" };
  return [...pictures, alias].map((row) =>
    writing.insert(customEmoji).values({ ...row, createdBy, createdAt }),
  );
}

async function pictureOf(name: string) {
  const image = Buffer.from(await Bun.file(join(import.meta.dir, "emoji", `${name}.png`)).bytes());
  const hash = new Bun.CryptoHasher("sha256").update(image).digest("base64url").slice(0, 16);
  return { name, image, hash, mediaType: "image/png" };
}
