import { Hono } from "hono";
import { ClosedPage } from "../../../views/account/closed.tsx";
import { SignInPage, SignUpPage } from "../../../views/account/entrance.tsx";
import { login, logout, register } from "../../domain/accounts/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { clearSessionCookies } from "../cookies.ts";
import { clientOf, type Env } from "../env.ts";
import { chooseLanguage, doorOf, letIn, moveIn, safeNext } from "./door.ts";
import type { PageRequest, Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { isOffered } from "./reader.ts";
import { show } from "./show.ts";

function signInRoutes(parts: Parts) {
  const { context, options } = parts;
  return new Hono<Env>()
    .get("/sign-in", async (c) => {
      const next = safeNext(c.req.query("next"));
      if (c.var.actor) return c.redirect(next ?? "/", 303);
      if (!(await context.installation.inhabited())) return c.redirect("/first-run", 303);
      return show(c, () => <SignInPage door={doorOf(c, parts)} next={next} />);
    })
    .post("/sign-in", async (c) => {
      const { email = "", password, next } = await fieldsOf(c);
      const { value, failed } = await attempt(
        () => login(context, parse(inputs.login, { email, password }), clientOf(c, options.config)),
        "unauthenticated",
        "forbidden",
      );
      if (failed) {
        failing(c, failed);
        return show(c, () => (
          <SignInPage door={doorOf(c, parts)} email={email} next={safeNext(next)} problem={failed.problem} />
        ));
      }
      await letIn(c, parts, value);
      return c.redirect(safeNext(next) ?? "/", 303);
    });
}

const isClosed = async ({ context: { installation } }: Parts) =>
  (await installation.registration()) === "invited" && installation.inhabited();

/** Where only those come in who were invited. */
function closedPage(c: PageRequest, parts: Parts) {
  c.status(403);
  return show(c, () => <ClosedPage door={doorOf(c, parts)} />);
}

function signUpRoutes(parts: Parts) {
  const { context, options } = parts;
  return new Hono<Env>()
    .get("/sign-up", async (c) => {
      const next = safeNext(c.req.query("next"));
      if (c.var.actor) return c.redirect(next ?? "/", 303);
      if (await isClosed(parts)) return closedPage(c, parts);
      return show(c, () => <SignUpPage door={doorOf(c, parts)} next={next} />);
    })
    .post("/sign-up", async (c) => {
      const { email, username, password, displayName, next } = await fieldsOf(c);
      const input = { email, username, password, displayName: displayName?.trim() || undefined };
      const { value, failed } = await attempt(
        () => register(context, parse(inputs.register, input), clientOf(c, options.config)),
        "forbidden",
      );
      if (failed?.error.code === "forbidden") return closedPage(c, parts);
      if (failed) {
        failing(c, failed);
        const values = { email, username, displayName };
        return show(c, () => (
          <SignUpPage
            door={doorOf(c, parts)}
            values={values}
            next={safeNext(next)}
            problem={failed.problem}
          />
        ));
      }
      await moveIn(c, parts, value);
      return c.redirect(safeNext(next) ?? "/", 303);
    });
}

export function accountPages(parts: Parts) {
  return new Hono<Env>()
    .route("/", signInRoutes(parts))
    .route("/", signUpRoutes(parts))
    .post("/language", async (c) => {
      const { language = "", next } = await fieldsOf(c);
      if (isOffered(language)) chooseLanguage(c, parts, language);
      return c.redirect(safeNext(next) ?? "/sign-in", 303);
    })
    .post("/sign-out", async (c) => {
      if (c.var.actor) await logout(parts.context, c.var.actor);
      clearSessionCookies(c, parts.options.config);
      return c.redirect("/sign-in", 303);
    });
}
