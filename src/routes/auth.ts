import { Hono } from "hono";
import {
  login,
  logout,
  refresh,
  register,
  resetPassword,
  useSessionLink,
  verifyEmail,
} from "../domain/accounts/index.ts";
import type { Context } from "../domain/context.ts";
import { askReset } from "../domain/mails/index.ts";
import * as entrance from "../lib/contract/entrance.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { SignedIn } from "../lib/contract/objects.ts";
import { unauthenticated } from "../lib/errors.ts";
import { clearSessionCookies, sessionCookies, setSessionCookies } from "./cookies.ts";
import { actorOf, clientOf, type Env, type HttpOptions } from "./env.ts";
import { body } from "./validate.ts";

export function authRoutes(context: Context, { config }: HttpOptions) {
  return new Hono<Env>()
    .post("/register", body(inputs.register), async (c) => {
      const session = await register(context, c.req.valid("json"), clientOf(c, config));
      setSessionCookies(c, session, config);
      return c.json<SignedIn>(session, 201);
    })
    .post("/login", body(inputs.login), async (c) => {
      const session = await login(context, c.req.valid("json"), clientOf(c, config));
      setSessionCookies(c, session, config);
      return c.json<SignedIn>(session);
    })
    .post("/refresh", body(inputs.refresh), async (c) => {
      const token = c.req.valid("json").refreshToken ?? sessionCookies(c, config).refresh;
      if (!token) throw unauthenticated("A refresh token is needed.");
      const session = await refresh(context, token);
      setSessionCookies(c, session, config);
      return c.json<SignedIn>(session);
    })
    .post("/reset", body(entrance.askReset), async (c) => {
      await askReset(context, c.req.valid("json"), clientOf(c, config));
      return c.body(null, 204);
    })
    .put("/reset", body(entrance.resetPassword), async (c) => {
      await resetPassword(context, c.req.valid("json"));
      return c.body(null, 204);
    })
    .post("/verify", body(inputs.useLink), async (c) => {
      await verifyEmail(context, c.req.valid("json").token);
      return c.body(null, 204);
    })
    .post("/session-link", body(inputs.useLink), async (c) => {
      const session = await useSessionLink(context, c.req.valid("json").token, clientOf(c, config));
      setSessionCookies(c, session, config);
      return c.json<SignedIn>(session, 201);
    })
    .post("/logout", async (c) => {
      await logout(context, actorOf(c));
      clearSessionCookies(c, config);
      return c.body(null, 204);
    });
}
