import { Hono } from "hono";
import { z } from "zod";
import { RoomHeader } from "../../../views/rooms/header.tsx";
import { powersIn } from "../../../views/rooms/powers.ts";
import { RoomSettingsPage, type RoomSettingsView } from "../../../views/rooms/settings.tsx";
import { Writing } from "../../../views/rooms/writing.tsx";
import { draftIn } from "../../domain/drafts.ts";
import { archiveRoom, changeRole, findMembers, updateRoom } from "../../domain/rooms/index.ts";
import * as inputs from "../../lib/contract/room-inputs.ts";
import { forbidden, notFound } from "../../lib/errors.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { detailsPage } from "./details.tsx";
import { shellOf, type PageRequest, type Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

const { name, topic, description, posting, slowMode } = inputs.updateRoom.shape;
/** As a form sends them. */
const settingsForm = z.object({
  name,
  topic,
  description,
  posting,
  slowMode: z.coerce.number().pipe(slowMode.unwrap()),
  isDefault: z.stringbool().optional(),
});
const roleForm = z.object({
  role: inputs.changeRole.shape.role,
  handOver: z.stringbool().optional(),
});

async function roomOf(c: PageRequest, parts: Parts, roomId: string) {
  const shell = await shellOf(c, parts, `/rooms/${roomId}`);
  const room = shell.rooms.find(({ id }) => id === roomId);
  if (!room) throw notFound("room");
  return { shell, room };
}

type Extras = Partial<Pick<RoomSettingsView, "fields" | "problem">>;

async function settingsPage(c: PageRequest, parts: Parts, roomId: string, extras: Extras = {}) {
  const { shell, room } = await roomOf(c, parts, roomId);
  if (!powersIn(room, shell.viewer).set) throw forbidden("Only a moderator of the room may do this.");
  const saved = c.req.query("saved") !== undefined;
  return show(c, () => <RoomSettingsPage shell={shell} view={{ room, fields: {}, saved, ...extras }} />);
}

/** What stands around a room's messages, for a page that has the room on show and heard that it was set otherwise. */
async function framePage(c: PageRequest, parts: Parts, roomId: string) {
  const { shell, room } = await roomOf(c, parts, roomId);
  const [{ company }, content] = await Promise.all([
    findMembers(parts.context, actorOf(c), roomId, ""),
    draftIn(parts.context, actorOf(c), roomId),
  ]);
  const draft = { clientMessageId: Bun.randomUUIDv7(), content };
  return show(c, () => (
    <>
      <RoomHeader shell={shell} room={room} company={company} open={false} />
      <Writing shell={shell} view={{ room, title: room.title, draft }} />
    </>
  ));
}

/** What those who look after a room do with it, by forms. */
export function roomSettingsPages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/rooms/:roomId/frame", (c) => framePage(c, parts, c.req.param("roomId")))
    .get("/rooms/:roomId/settings", (c) => settingsPage(c, parts, c.req.param("roomId")))
    .post("/rooms/:roomId/settings", async (c) => {
      const roomId = c.req.param("roomId");
      const fields = await fieldsOf(c);
      const { failed } = await attempt(() =>
        updateRoom(context, actorOf(c), roomId, parse(settingsForm, fields)),
      );
      if (!failed) return c.redirect(`/rooms/${roomId}/settings?saved`, 303);
      failing(c, failed);
      return settingsPage(c, parts, roomId, { fields, problem: failed.problem });
    })
    .post("/rooms/:roomId/archive", async (c) => {
      const { id } = await archiveRoom(context, actorOf(c), c.req.param("roomId"), true);
      return c.redirect(`/rooms/${id}`, 303);
    })
    .post("/rooms/:roomId/restore", async (c) => {
      const { id } = await archiveRoom(context, actorOf(c), c.req.param("roomId"), false);
      return c.redirect(`/rooms/${id}`, 303);
    })
    .post("/rooms/:roomId/members/:userId/role", async (c) => {
      const { roomId, userId } = c.req.param();
      const fields = await fieldsOf(c);
      const { failed } = await attempt(() =>
        changeRole(context, actorOf(c), roomId, userId, parse(roleForm, fields)),
      );
      if (!failed) return c.redirect(`/rooms/${roomId}/members`, 303);
      failing(c, failed);
      return detailsPage(c, parts, roomId, failed.problem);
    });
}
