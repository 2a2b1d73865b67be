import { Hono } from "hono";
import { notFound } from "../lib/errors.ts";
import { type EmojiFile, isEmojiLanguage, readEmoji } from "./emoji-data.ts";

const files = new Map<string, Promise<EmojiFile>>();

/** Made when first asked for, since a start is to be quick, and kept compressed: some 60 KB a language. */
function fileOf(language: "en" | "de"): Promise<EmojiFile> {
  const known = files.get(language) ?? readEmoji(language);
  files.set(language, known);
  known.catch(() => files.delete(language));
  return known;
}

/** All emoji with their names in a language: `/emoji/en.json`. Asked again once a week, and then mostly answered by 304. */
export function emojiRoutes() {
  return new Hono().get("/emoji/:file{\\w+\\.json}", async (c) => {
    const language = c.req.param("file").slice(0, -".json".length);
    if (!isEmojiLanguage(language)) throw notFound("language");
    const { etag, gzip } = await fileOf(language);
    c.header("ETag", etag);
    c.header("Cache-Control", "public, max-age=604800");
    c.header("Vary", "Accept-Encoding");
    if (c.req.header("if-none-match") === etag) return c.body(null, 304);
    c.header("Content-Type", "application/json");
    if (!/\bgzip\b/.test(c.req.header("accept-encoding") ?? "")) return c.body(Bun.gunzipSync(gzip));
    c.header("Content-Encoding", "gzip");
    return c.body(gzip);
  });
}
