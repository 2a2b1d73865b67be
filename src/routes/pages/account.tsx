import { Hono } from "hono";
import { SignInPage, SignUpPage } from "../../../views/account/entrance.tsx";
import { login, logout, register } from "../../domain/accounts/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { clearSessionCookies, setSessionCookies } from "../cookies.ts";
import { clientOf, type Env } from "../env.ts";
import type { Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

/** Only a path of our own: anything else would let a link send people elsewhere after they signed in. */
export function safeNext(next: string | undefined): string | undefined {
  return next && /^\/(?![/\\])[\w\-/]*$/.test(next) ? next : undefined;
}

function signInRoutes({ context, assets, options: { config } }: Parts) {
  return new Hono<Env>()
    .get("/sign-in", (c) =>
      c.var.actor
        ? c.redirect("/", 303)
        : show(c, () => <SignInPage assets={assets} next={safeNext(c.req.query("next"))} />),
    )
    .post("/sign-in", async (c) => {
      const { email = "", password, next } = await fieldsOf(c);
      const { value, failed } = await attempt(
        () => login(context, parse(inputs.login, { email, password }), clientOf(c, config)),
        "unauthenticated",
      );
      if (failed) {
        failing(c, failed);
        return show(c, () => (
          <SignInPage assets={assets} email={email} next={safeNext(next)} problem={failed.problem} />
        ));
      }
      setSessionCookies(c, value, config);
      return c.redirect(safeNext(next) ?? "/", 303);
    });
}

function signUpRoutes({ context, assets, options: { config } }: Parts) {
  return new Hono<Env>()
    .get("/sign-up", (c) =>
      c.var.actor ? c.redirect("/", 303) : show(c, () => <SignUpPage assets={assets} />),
    )
    .post("/sign-up", async (c) => {
      const { email, username, password, displayName } = await fieldsOf(c);
      const input = { email, username, password, displayName: displayName?.trim() || undefined };
      const { value, failed } = await attempt(() =>
        register(context, parse(inputs.register, input), clientOf(c, config)),
      );
      if (failed) {
        failing(c, failed);
        return show(c, () => (
          <SignUpPage assets={assets} values={{ email, username, displayName }} problem={failed.problem} />
        ));
      }
      setSessionCookies(c, value, config);
      return c.redirect("/", 303);
    });
}

export function accountPages(parts: Parts) {
  return new Hono<Env>()
    .route("/", signInRoutes(parts))
    .route("/", signUpRoutes(parts))
    .post("/sign-out", async (c) => {
      if (c.var.actor) await logout(parts.context, c.var.actor);
      clearSessionCookies(c, parts.options.config);
      return c.redirect("/sign-in", 303);
    });
}
