import { Hono } from "hono";
import { z } from "zod";
import { silenceInRoom } from "../../domain/moderation/index.ts";
import { inviteMember, removeMember } from "../../domain/rooms/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { HOUR, toTime } from "../../lib/time.ts";
import { actorOf, type Env } from "../env.ts";
import { detailsPage } from "./details.tsx";
import type { Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";

/** Without hours: from now on they may write again. */
const silenceForm = z.object({ hours: z.coerce.number().int().min(1).max(720).optional() });

export function membersPages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/rooms/:roomId/members", (c) => detailsPage(c, parts, c.req.param("roomId")))
    .post("/rooms/:roomId/members", async (c) => {
      const roomId = c.req.param("roomId");
      const { userId } = await fieldsOf(c);
      const { failed } = await attempt(() =>
        inviteMember(context, actorOf(c), roomId, parse(inputs.invite, { userId })),
      );
      if (!failed) return c.redirect(`/rooms/${roomId}/members`, 303);
      failing(c, failed);
      return detailsPage(c, parts, roomId, failed.problem);
    })
    .post("/rooms/:roomId/members/:userId/silence", async (c) => {
      const { roomId, userId } = c.req.param();
      const { hours } = parse(silenceForm, await fieldsOf(c));
      const until = hours ? toTime(Date.now() + hours * HOUR) : null;
      await silenceInRoom(context, actorOf(c), roomId, userId, { until });
      return c.redirect(`/rooms/${roomId}/members`, 303);
    })
    .post("/rooms/:roomId/members/:userId/remove", async (c) => {
      const { roomId, userId } = c.req.param();
      await removeMember(context, actorOf(c), roomId, userId);
      return c.redirect(`/rooms/${roomId}/members`, 303);
    });
}
