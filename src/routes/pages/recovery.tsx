import { Hono } from "hono";
import { AskPage, ForgotPage, ResetPage, ToldPage } from "../../../views/account/recovery.tsx";
import { isResetLink, resetPassword, verifyEmail } from "../../domain/accounts/index.ts";
import { askReset, expectOurs, unsubscribe } from "../../domain/mails/index.ts";
import * as entrance from "../../lib/contract/entrance.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { clientOf, type Env } from "../env.ts";
import { doorOf } from "./door.ts";
import type { PageRequest, Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

/** A link that leads nowhere any more: of one that was used it says no more than of one that never was. */
function lapsedPage(c: PageRequest, parts: Parts) {
  c.status(404);
  return show(c, () => <ToldPage door={doorOf(c, parts)} what="lapsed" />);
}

const secretOf = (c: PageRequest) => inputs.secret.safeParse(c.req.param("token")).data;

function forgotRoutes(parts: Parts) {
  const { context, options } = parts;
  return new Hono<Env>()
    .get("/forgot", (c) => show(c, () => <ForgotPage door={doorOf(c, parts)} mail={context.mail.on} />))
    .post("/forgot", async (c) => {
      const { email = "" } = await fieldsOf(c);
      const { failed } = await attempt(async () =>
        askReset(context, parse(entrance.askReset, { email }), clientOf(c, options.config)),
      );
      const door = doorOf(c, parts);
      if (!failed) return show(c, () => <ForgotPage door={door} mail={context.mail.on} sent />);
      failing(c, failed);
      return show(c, () => (
        <ForgotPage door={door} mail={context.mail.on} email={email} problem={failed.problem} />
      ));
    });
}

function resetRoutes(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/reset/:token", async (c) => {
      const token = secretOf(c);
      if (!token || !(await isResetLink(context, token))) return lapsedPage(c, parts);
      return show(c, () => <ResetPage door={doorOf(c, parts)} />);
    })
    .post("/reset/:token", async (c) => {
      const token = secretOf(c);
      if (!token) return lapsedPage(c, parts);
      const { password } = await fieldsOf(c);
      const { failed } = await attempt(
        async () => resetPassword(context, parse(entrance.resetPassword, { token, password })),
        "not_found",
      );
      const door = doorOf(c, parts);
      if (!failed) return show(c, () => <ToldPage door={door} what="passwordSet" />);
      if (failed.error.code === "not_found") return lapsedPage(c, parts);
      failing(c, failed);
      return show(c, () => <ResetPage door={door} problem={failed.problem} />);
    });
}

/** A link shows a page with a button, which does it. */
function linkRoutes(parts: Parts) {
  const { context } = parts;
  return (
    new Hono<Env>()
      .get("/verify/:token", (c) =>
        secretOf(c) ? show(c, () => <AskPage door={doorOf(c, parts)} what="verify" />) : lapsedPage(c, parts),
      )
      .post("/verify/:token", async (c) => {
        const token = secretOf(c);
        if (!token) return lapsedPage(c, parts);
        const { failed } = await attempt(() => verifyEmail(context, token), "not_found");
        if (failed) return lapsedPage(c, parts);
        return show(c, () => <ToldPage door={doorOf(c, parts)} what="verified" />);
      })
      .get("/unsubscribe/:userId/:signature", (c) => {
        const { userId, signature } = c.req.param();
        expectOurs(context, userId, signature);
        return show(c, () => <AskPage door={doorOf(c, parts)} what="unsubscribe" />);
      })
      // Also what a mail program posts by itself (RFC 8058).
      .post("/unsubscribe/:userId/:signature", async (c) => {
        const { userId, signature } = c.req.param();
        await unsubscribe(context, userId, signature);
        return show(c, () => <ToldPage door={doorOf(c, parts)} what="unsubscribed" />);
      })
  );
}

/** What somebody does who comes by a mail, or needs one to come in at all. */
export const recoveryPages = (parts: Parts) =>
  new Hono<Env>()
    .route("/", forgotRoutes(parts))
    .route("/", resetRoutes(parts))
    .route("/", linkRoutes(parts));
