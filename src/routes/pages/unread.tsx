import { Hono } from "hono";
import { z } from "zod";
import { UnreadPage } from "../../../views/rooms/unread.tsx";
import { updatePreferences } from "../../domain/accounts/index.ts";
import { markAllRead, markReceipt } from "../../domain/messages/index.ts";
import { unreadRooms } from "../../domain/rooms/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { id } from "../../lib/contract/objects.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { shellOf, type Parts } from "./environment.ts";
import { fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

/** Up to what was on show: what came while somebody was reading is not read by that. */
const readQuery = z.object({ roomId: id, sequence: z.coerce.number().pipe(inputs.sequence) });

/** Only a path of our own to go back to. */
const onlyForm = z.object({
  unreadOnly: z.stringbool(),
  next: z
    .string()
    .regex(/^\/(?![/\\])[\w\-/]*$/)
    .catch("/home"),
});

/** What is unread in all rooms, in one reading. */
export function unreadPages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/unread", async (c) => {
      const actor = actorOf(c);
      const [shell, unread] = await Promise.all([shellOf(c, parts), unreadRooms(context, actor)]);
      return show(c, () => <UnreadPage shell={shell} {...unread} />);
    })
    .post("/unread/read", async (c) => {
      const { roomId, sequence } = await fieldsOf(c);
      if (roomId === undefined) await markAllRead(context, actorOf(c));
      else await markReceipt(context, actorOf(c), "read", parse(readQuery, { roomId, sequence }));
      return c.redirect("/unread", 303);
    })
    .post("/unread/only", async (c) => {
      const { unreadOnly, next } = parse(onlyForm, await fieldsOf(c));
      await updatePreferences(context, actorOf(c), { unreadOnly });
      return c.redirect(next, 303);
    });
}
