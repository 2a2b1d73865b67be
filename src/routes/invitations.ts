import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import {
  listInvitations,
  mailInvitations,
  makeInvitation,
  revokeInvitation,
} from "../domain/invitations/index.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { Invitation, MadeInvitation } from "../lib/contract/objects.ts";
import { actorOf, clientOf, type Env, type HttpOptions } from "./env.ts";
import { linkOf } from "./links.ts";
import { body } from "./validate.ts";

export function invitationsRoutes(context: Context, { config }: HttpOptions) {
  return new Hono<Env>()
    .get("/", async (c) =>
      c.json<{ invitations: Invitation[] }>({ invitations: await listInvitations(context, actorOf(c)) }),
    )
    .post("/", body(inputs.makeInvitation), async (c) => {
      const { invitation, token } = await makeInvitation(context, actorOf(c), c.req.valid("json"));
      return c.json<MadeInvitation>({ ...invitation, token, url: linkOf(c, config, token) }, 201);
    })
    .post("/mail", body(inputs.mailInvitations), async (c) => {
      const client = clientOf(c, config);
      const invitations = await mailInvitations(context, actorOf(c), c.req.valid("json"), client);
      return c.json<{ invitations: Invitation[] }>({ invitations }, 201);
    })
    .delete("/:invitationId", async (c) => {
      await revokeInvitation(context, actorOf(c), c.req.param("invitationId"));
      return c.body(null, 204);
    });
}
