import { Hono } from "hono";
import {
  askVerification,
  changeEmail,
  changeRole,
  clearStatus,
  getMe,
  setStatus,
  updateMe,
  updatePreferences,
} from "../domain/accounts/index.ts";
import { block, listBlocked, unblock } from "../domain/blocks.ts";
import type { Context } from "../domain/context.ts";
import { getProfile } from "../domain/people.ts";
import { searchUsers } from "../domain/users.ts";
import * as entrance from "../lib/contract/entrance.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { Me, Profile, User } from "../lib/contract/objects.ts";
import { type Preferences, updatePreferences as updates } from "../lib/contract/preferences.ts";
import { actorOf, clientOf, type Env, type HttpOptions } from "./env.ts";
import { body, query } from "./validate.ts";

/** What concerns the caller alone. */
function meRoutes(context: Context, { config }: HttpOptions) {
  return new Hono<Env>()
    .get("/", async (c) => c.json<Me>(await getMe(context, actorOf(c))))
    .put("/", body(inputs.updateMe), async (c) =>
      c.json<Me>(await updateMe(context, actorOf(c), c.req.valid("json"))),
    )
    .put("/email", body(entrance.changeEmail), async (c) =>
      c.json<Me>(await changeEmail(context, actorOf(c), c.req.valid("json"), clientOf(c, config))),
    )
    .post("/verification", async (c) => {
      await askVerification(context, actorOf(c), clientOf(c, config));
      return c.body(null, 204);
    })
    .get("/preferences", (c) => c.json<Preferences>(actorOf(c).preferences))
    .patch("/preferences", body(updates), async (c) =>
      c.json<Preferences>(await updatePreferences(context, actorOf(c), c.req.valid("json"))),
    )
    .put("/status", body(inputs.setStatus), async (c) =>
      c.json<Me>(await setStatus(context, actorOf(c), c.req.valid("json"))),
    )
    .delete("/status", async (c) => {
      await clearStatus(context, actorOf(c));
      return c.body(null, 204);
    })
    .get("/blocks", async (c) =>
      c.json<{ users: User[] }>({ users: await listBlocked(context, actorOf(c)) }),
    );
}

export function usersRoutes(context: Context, options: HttpOptions) {
  return new Hono<Env>()
    .route("/me", meRoutes(context, options))
    .get("/search", query(inputs.searchQuery), async (c) =>
      c.json<{ users: User[] }>({
        users: await searchUsers(context, actorOf(c), c.req.valid("query").query),
      }),
    )
    .get("/:userId", async (c) =>
      c.json<Profile>(await getProfile(context, actorOf(c), { userId: c.req.param("userId") })),
    )
    .put("/:userId/block", async (c) => {
      await block(context, actorOf(c), c.req.param("userId"));
      return c.body(null, 204);
    })
    .delete("/:userId/block", async (c) => {
      await unblock(context, actorOf(c), c.req.param("userId"));
      return c.body(null, 204);
    })
    .patch("/:userId", body(entrance.changeRole), async (c) =>
      c.json<User>(await changeRole(context, actorOf(c), c.req.param("userId"), c.req.valid("json"))),
    );
}
