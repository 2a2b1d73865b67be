import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import { absentFrom } from "../domain/mentions.ts";
import { markAllRead } from "../domain/messages/index.ts";
import * as rooms from "../domain/rooms/index.ts";
import * as inputs from "../lib/contract/inputs.ts";
import * as roomInputs from "../lib/contract/room-inputs.ts";
import type { Absent, Membership, Room } from "../lib/contract/objects.ts";
import { conversationRoutes } from "./conversation.ts";
import { actorOf, type Env } from "./env.ts";
import { listAsJson } from "./in-one-go.ts";
import { body, query } from "./validate.ts";

/** Who is named in a room without being in it. */
const mentionsOfRoom = (context: Context) =>
  new Hono<Env>().get("/:roomId/mentions", query(inputs.namesQuery), async (c) => {
    const { names } = c.req.valid("query");
    return c.json<Absent>(await absentFrom(context, actorOf(c), c.req.param("roomId"), names));
  });

/** What one makes of one's rooms for oneself. */
function arrangingRoutes(context: Context) {
  return new Hono<Env>()
    .put("/order", body(inputs.orderRooms), async (c) => {
      await rooms.orderRooms(context, actorOf(c), c.req.valid("json"));
      return c.body(null, 204);
    })
    .patch("/:roomId/membership", body(inputs.updateMembership), async (c) =>
      c.json<Membership>(
        await rooms.updateMembership(context, actorOf(c), c.req.param("roomId"), c.req.valid("json")),
      ),
    );
}

/** What its owners and moderators make of a room for everybody. */
function settingRoutes(context: Context) {
  return new Hono<Env>()
    .patch("/:roomId", body(roomInputs.updateRoom), async (c) =>
      c.json<Room>(await rooms.updateRoom(context, actorOf(c), c.req.param("roomId"), c.req.valid("json"))),
    )
    .post("/:roomId/archive", async (c) =>
      c.json<Room>(await rooms.archiveRoom(context, actorOf(c), c.req.param("roomId"), true)),
    )
    .delete("/:roomId/archive", async (c) =>
      c.json<Room>(await rooms.archiveRoom(context, actorOf(c), c.req.param("roomId"), false)),
    )
    .patch("/:roomId/members/:userId", body(roomInputs.changeRole), async (c) => {
      const { roomId, userId } = c.req.param();
      return c.json<Membership>(
        await rooms.changeRole(context, actorOf(c), roomId, userId, c.req.valid("json")),
      );
    });
}

export function roomsRoutes(context: Context) {
  return new Hono<Env>()
    .route("/", arrangingRoutes(context))
    .route("/", mentionsOfRoom(context))
    .route("/", settingRoutes(context))
    .get("/", query(inputs.roomsQuery), async (c) => {
      const actor = actorOf(c);
      const open = c.req.valid("query").scope === "open";
      return listAsJson(c, {
        rooms: open ? await rooms.listOpenRooms(context, actor) : await rooms.listRooms(context, actor),
      });
    })
    .post("/", body(inputs.createRoom), async (c) =>
      c.json<Room>(await rooms.createRoom(context, actorOf(c), c.req.valid("json")), 201),
    )
    .post("/read", async (c) => {
      await markAllRead(context, actorOf(c));
      return c.body(null, 204);
    })
    .get("/:roomId", async (c) =>
      c.json<Room>(await rooms.getRoom(context, actorOf(c), c.req.param("roomId"))),
    )
    .post("/:roomId/join", async (c) =>
      c.json<Membership>(await rooms.joinRoom(context, actorOf(c), c.req.param("roomId"))),
    )
    .delete("/:roomId/leave", async (c) => {
      await rooms.leaveRoom(context, actorOf(c), c.req.param("roomId"));
      return c.body(null, 204);
    })
    .get("/:roomId/members", async (c) =>
      listAsJson(c, {
        members: await rooms.listMembers(context, actorOf(c), c.req.param("roomId")),
      }),
    )
    .post("/:roomId/members", body(inputs.invite), async (c) =>
      c.json<Membership>(
        await rooms.inviteMember(context, actorOf(c), c.req.param("roomId"), c.req.valid("json")),
        201,
      ),
    )
    .delete("/:roomId/members/:userId", async (c) => {
      await rooms.removeMember(context, actorOf(c), c.req.param("roomId"), c.req.param("userId"));
      return c.body(null, 204);
    })
    .route("/", conversationRoutes(context));
}
