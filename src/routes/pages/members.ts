import { Hono } from "hono";
import { inviteMember, removeMember } from "../../domain/rooms/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { detailsPage } from "./details.tsx";
import type { Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";

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
    .post("/rooms/:roomId/members/:userId/remove", async (c) => {
      const { roomId, userId } = c.req.param();
      await removeMember(context, actorOf(c), roomId, userId);
      return c.redirect(`/rooms/${roomId}/members`, 303);
    });
}
