import { Hono } from "hono";
import { ArrivalPage, HandoverPage, HandoverStatus } from "../../../views/account/phone.tsx";
import {
  findSessionLink,
  makeSessionLink,
  sessionLinkState,
  useSessionLink,
} from "../../domain/accounts/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { actorOf, clientOf, type Env } from "../env.ts";
import { addressOf } from "../links.ts";
import { doorOf, letIn } from "./door.ts";
import { type PageRequest, type Parts, shellOf } from "./environment.ts";
import { attempt } from "./forms.ts";
import { show } from "./show.ts";

function deskRoutes(parts: Parts) {
  const { context, options } = parts;
  return new Hono<Env>()
    .get("/settings/phone", (c) => c.redirect("/settings/devices", 303))
    .post("/settings/phone", async (c) => {
      const { id, token } = await makeSessionLink(context, actorOf(c));
      const url = addressOf(c, options.config, `/phone/${token}`);
      const shell = await shellOf(c, parts, "/settings");
      return show(c, () => <HandoverPage shell={shell} url={url} id={id} />);
    })
    .get("/settings/phone/:id", async (c) => {
      const id = c.req.param("id");
      const state = await sessionLinkState(context, actorOf(c), id);
      return show(c, () => <HandoverStatus id={id} state={state} />);
    });
}

function arrivalPage(c: PageRequest, parts: Parts, name: string | undefined) {
  if (name === undefined) c.status(404);
  return show(c, () => <ArrivalPage door={doorOf(c, parts)} name={name} action={c.req.path} />);
}

function phoneRoutes(parts: Parts) {
  const { context, options } = parts;
  const secretOf = (c: PageRequest) => inputs.secret.safeParse(c.req.param("token")).data;
  return new Hono<Env>()
    .get("/phone/:token", async (c) => {
      const token = secretOf(c);
      return arrivalPage(c, parts, token && (await findSessionLink(context, token)));
    })
    .post("/phone/:token", async (c) => {
      const token = secretOf(c);
      if (!token) return arrivalPage(c, parts, undefined);
      const client = clientOf(c, options.config);
      const { value } = await attempt(() => useSessionLink(context, token, client), "not_found");
      if (!value) return arrivalPage(c, parts, undefined);
      await letIn(c, parts, value);
      return c.redirect("/", 303);
    });
}

/** Takes a session over to a phone: the desk shows a code, the phone asks whether to, and both see that it is done. */
export const phonePages = (parts: Parts) =>
  new Hono<Env>().route("/", deskRoutes(parts)).route("/", phoneRoutes(parts));
