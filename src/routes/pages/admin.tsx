import { Hono } from "hono";
import { z } from "zod";
import { type AdminSection, AdminFrame } from "../../../views/admin/frame.tsx";
import { DefaultRooms } from "../../../views/admin/default-rooms.tsx";
import { EditingForm } from "../../../views/admin/editing.tsx";
import { Place } from "../../../views/admin/place.tsx";
import { RegistrationForm } from "../../../views/admin/registration.tsx";
import type { Problem } from "../../../views/forms.tsx";
import type { Html } from "../../../views/jsx/html.ts";
import { setEditWindow } from "../../domain/edit-window.ts";
import { isAdmin } from "../../domain/actor.ts";
import { updateInstallation } from "../../domain/installation.ts";
import { defaultRooms, updateRoom } from "../../domain/rooms/index.ts";
import * as entrance from "../../lib/contract/entrance.ts";
import { editWindow } from "../../lib/contract/keeping.ts";
import { id } from "../../lib/contract/objects.ts";
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

async function placePage(c: PageRequest, parts: Parts, problem?: Problem) {
  const actor = adminOf(c);
  const rooms = await defaultRooms(parts.context, actor);
  const registration = await parts.context.installation.registration();
  return adminPage(c, parts, "place", () => (
    <>
      {actor.role === "owner" ? <Place name={c.var.place ?? ""} problem={problem} /> : null}
      <RegistrationForm registration={registration} />
      <EditingForm seconds={c.var.editWindow ?? 0} />
      <DefaultRooms rooms={rooms} />
    </>
  ));
}

const defaultForm = z.object({ roomId: id, isDefault: z.stringbool() });
const editingForm = z.object({ seconds: z.coerce.number().pipe(editWindow.shape.seconds) });

export function adminPages(parts: Parts) {
  return new Hono<Env>()
    .get("/admin", (c) => {
      adminOf(c);
      return c.redirect("/admin/place", 303);
    })
    .get("/admin/place", (c) => placePage(c, parts))
    .post("/admin/editing", async (c) => {
      const actor = adminOf(c);
      await setEditWindow(parts.context, actor, parse(editingForm, await fieldsOf(c)));
      return c.redirect("/admin/place?saved", 303);
    })
    .post("/admin/place", async (c) => {
      const actor = adminOf(c);
      const { name } = await fieldsOf(c);
      const { failed } = await attempt(async () =>
        updateInstallation(parts.context, actor, parse(entrance.updateInstallation, { name: name ?? "" })),
      );
      if (!failed) return c.redirect("/admin/place?saved", 303);
      failing(c, failed);
      return placePage(c, parts, failed.problem);
    })
    .post("/admin/default-rooms", async (c) => {
      const actor = adminOf(c);
      const { roomId, isDefault } = parse(defaultForm, await fieldsOf(c));
      await updateRoom(parts.context, actor, roomId, { isDefault });
      return c.redirect("/admin/place?saved", 303);
    })
    .post("/admin/registration", async (c) => {
      const actor = adminOf(c);
      const { registration } = await fieldsOf(c);
      await updateInstallation(parts.context, actor, parse(entrance.updateInstallation, { registration }));
      return c.redirect("/admin/place?saved", 303);
    });
}
