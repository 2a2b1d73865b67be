import { Hono } from "hono";
import { OfflinePage } from "../../../views/offline.tsx";
import { manifest } from "../../../views/manifest.ts";
import { drawFor } from "../../../views/words.ts";
import type { Env } from "../env.ts";
import type { Parts } from "./environment.ts";
import { readerOf } from "./reader.ts";
import { show } from "./show.ts";

/** What makes an app of the page: how it is installed, and what it shows without a network. */
export function installablePages({ assets }: Parts) {
  return new Hono<Env>()
    .get("/manifest.webmanifest", (c) => {
      const body = drawFor(readerOf(c), () => manifest(assets, c.var.place));
      return c.body(JSON.stringify(body), 200, { "content-type": "application/manifest+json" });
    })
    .get("/offline", (c) => show(c, () => <OfflinePage assets={assets} place={c.var.place} />));
}
