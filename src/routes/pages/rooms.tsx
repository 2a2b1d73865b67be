import { Hono } from "hono";
import { BrowsePage, type CreateRoomForm } from "../../../views/rooms/browse.tsx";
import { createRoom, joinRoom, leaveRoom, listOpenRooms } from "../../domain/rooms/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { shellOf, type PageRequest, type Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

async function browsePage(c: PageRequest, parts: Parts, form?: CreateRoomForm) {
  // First, and by itself: a stranger would otherwise leave a second failure behind that nobody waits for.
  const actor = actorOf(c);
  const [shell, rooms] = await Promise.all([shellOf(c, parts), listOpenRooms(parts.context, actor)]);
  return show(c, () => <BrowsePage shell={shell} rooms={rooms} {...(form && { form })} />);
}

export function roomsPages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/rooms", (c) => browsePage(c, parts))
    .post("/rooms", async (c) => {
      const { name, topic, kind } = await fieldsOf(c);
      const { value, failed } = await attempt(() =>
        createRoom(context, actorOf(c), parse(inputs.createRoom, { name, topic, kind })),
      );
      if (value) return c.redirect(`/rooms/${value.id}`, 303);
      failing(c, failed);
      return browsePage(c, parts, { name, topic, kind, problem: failed.problem });
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
