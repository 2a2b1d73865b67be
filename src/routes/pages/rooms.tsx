import { Hono } from "hono";
import { BrowsePage } from "../../../views/rooms/browse.tsx";
import { NewRoomPage, type NewRoomForm } from "../../../views/rooms/new.tsx";
import { findUsernames } from "../../domain/people.ts";
import { expectResident, isGuest } from "../../domain/guests.ts";
import { browseRooms, createRoom, inviteMember, joinRoom, leaveRoom } from "../../domain/rooms/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { shellOf, type PageRequest, type Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

async function browsePage(c: PageRequest, parts: Parts) {
  // First, and by itself: a stranger would otherwise leave a second failure behind that nobody waits for.
  const actor = actorOf(c);
  const asked = parse(inputs.browseRooms, c.req.query());
  const [shell, found] = await Promise.all([shellOf(c, parts), browseRooms(parts.context, actor, asked)]);
  return show(c, () => (
    <BrowsePage shell={shell} view={{ ...asked, ...found, mayCreate: !isGuest(actor) }} />
  ));
}

async function newRoomPage(c: PageRequest, parts: Parts, form?: NewRoomForm) {
  expectResident(actorOf(c));
  const shell = await shellOf(c, parts, "/rooms/new");
  return show(c, () => <NewRoomPage shell={shell} form={form} />);
}

/** All of the form is looked at before anything is made of it. */
async function makeRoom({ context }: Parts, c: PageRequest, fields: Record<string, string | undefined>) {
  const actor = actorOf(c);
  const { name, topic, kind, members = "" } = fields;
  const { members: usernames } = parse(inputs.newMembers, { members });
  const input = parse(inputs.createRoom, { name, topic, kind });
  expectResident(actor);
  const userIds = await findUsernames(context, usernames);
  const room = await createRoom(context, actor, input);
  for (const userId of userIds) await inviteMember(context, actor, room.id, { userId });
  return room;
}

export function roomsPages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/rooms", (c) => browsePage(c, parts))
    .get("/rooms/new", (c) => newRoomPage(c, parts))
    .post("/rooms", async (c) => {
      const fields = await fieldsOf(c);
      const { value, failed } = await attempt(() => makeRoom(parts, c, fields));
      if (value) return c.redirect(`/rooms/${value.id}`, 303);
      failing(c, failed);
      return newRoomPage(c, parts, { ...fields, problem: failed.problem });
    })
    .post("/rooms/:roomId/join", async (c) => {
      const { roomId } = await joinRoom(context, actorOf(c), c.req.param("roomId"));
      return c.redirect(`/rooms/${roomId}`, 303);
    })
    .post("/rooms/:roomId/leave", async (c) => {
      await leaveRoom(context, actorOf(c), c.req.param("roomId"));
      return c.redirect("/rooms", 303);
    });
}
