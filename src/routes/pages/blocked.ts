import { Hono } from "hono";
import { blockedStyles } from "../../../views/shell/blocked-sheet.ts";
import { drawFor } from "../../../views/words.ts";
import { notFound } from "../../lib/errors.ts";
import { actorOf, type Env } from "../env.ts";
import { readerOf } from "./reader.ts";

/** The style sheet of those whom somebody blocks, which is for them alone. It never changes: another set has another name. */
export const blockedSheetRoute = () =>
  new Hono<Env>().get("/viewers/:userId/:file{blocked-[\\w-]+\\.css}", (c) => {
    const { userId, blocked } = actorOf(c);
    if (c.req.param("userId") !== userId) throw notFound("style sheet");
    const styles = drawFor(readerOf(c), () => blockedStyles(blocked));
    return c.body(styles, 200, {
      "content-type": "text/css; charset=utf-8",
      "cache-control": "private, max-age=31536000, immutable",
    });
  });
