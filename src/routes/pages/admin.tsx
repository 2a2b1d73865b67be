import { Hono } from "hono";
import { type AdminSection, AdminFrame } from "../../../views/admin/frame.tsx";
import { Place } from "../../../views/admin/place.tsx";
import type { Problem } from "../../../views/forms.tsx";
import type { Html } from "../../../views/jsx/html.ts";
import { isAdmin } from "../../domain/actor.ts";
import { renameInstallation } from "../../domain/installation.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { notFound } from "../../lib/errors.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { type PageRequest, type Parts, shellOf } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

/** Who looks after the place; to everybody else its administration does not exist. */
export function adminOf(c: PageRequest) {
  const actor = actorOf(c);
  if (!isAdmin(actor)) throw notFound("page");
  return actor;
}

export async function adminPage(c: PageRequest, parts: Parts, section: AdminSection, draw: () => Html) {
  adminOf(c);
  const saved = c.req.query("saved") !== undefined;
  const shell = await shellOf(c, parts, "/admin");
  return show(c, () => (
    <AdminFrame shell={shell} section={section} saved={saved}>
      {draw()}
    </AdminFrame>
  ));
}

const placePage = (c: PageRequest, parts: Parts, problem?: Problem) =>
  adminPage(c, parts, "place", () => <Place name={c.var.place ?? ""} problem={problem} />);

export function adminPages(parts: Parts) {
  return new Hono<Env>()
    .get("/admin", (c) => {
      adminOf(c);
      return c.redirect("/admin/place", 303);
    })
    .get("/admin/place", (c) => placePage(c, parts))
    .post("/admin/place", async (c) => {
      const actor = adminOf(c);
      const { name } = await fieldsOf(c);
      const { failed } = await attempt(async () =>
        renameInstallation(parts.context, actor, parse(inputs.renameInstallation, { name })),
      );
      if (!failed) return c.redirect("/admin/place?saved", 303);
      failing(c, failed);
      return placePage(c, parts, failed.problem);
    });
}
