import { Hono } from "hono";
import { getMe, updateMe, updatePreferences } from "../domain/accounts/index.ts";
import type { Context } from "../domain/context.ts";
import { searchUsers } from "../domain/users.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { Me, User } from "../lib/contract/objects.ts";
import { type Preferences, updatePreferences as updates } from "../lib/contract/preferences.ts";
import { actorOf, type Env } from "./env.ts";
import { body, query } from "./validate.ts";

export function usersRoutes(context: Context) {
  return new Hono<Env>()
    .get("/me", async (c) => c.json<Me>(await getMe(context, actorOf(c))))
    .put("/me", body(inputs.updateMe), async (c) =>
      c.json<Me>(await updateMe(context, actorOf(c), c.req.valid("json"))),
    )
    .get("/me/preferences", (c) => c.json<Preferences>(actorOf(c).preferences))
    .patch("/me/preferences", body(updates), async (c) =>
      c.json<Preferences>(await updatePreferences(context, actorOf(c), c.req.valid("json"))),
    )
    .get("/search", query(inputs.searchQuery), async (c) =>
      c.json<{ users: User[] }>({
        users: await searchUsers(context, actorOf(c), c.req.valid("query").query),
      }),
    );
}
