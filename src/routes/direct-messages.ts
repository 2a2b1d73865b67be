import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import { history, sendMessage } from "../domain/messages/index.ts";
import { findDirectRoom, openDirectRoom } from "../domain/rooms/index.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { Message, MessagePage, Room } from "../lib/contract/objects.ts";
import { actorOf, type Env } from "./env.ts";
import { body, query } from "./validate.ts";

export function directMessagesRoutes(context: Context) {
  return new Hono<Env>()
    .post("/", body(inputs.openDirectRoom), async (c) => {
      const { room, created } = await openDirectRoom(context, actorOf(c), c.req.valid("json"));
      return c.json<Room>(room, created ? 201 : 200);
    })
    .get("/:userId", query(inputs.historyQuery), async (c) => {
      const actor = actorOf(c);
      const room = await findDirectRoom(context, actor, { userIds: [c.req.param("userId")] });
      const page = room
        ? await history(context, actor, room.id, c.req.valid("query"))
        : { messages: [], hasMore: false };
      return c.json<MessagePage>(page);
    })
    .post("/:userId", body(inputs.sendDirectMessage), async (c) => {
      const actor = actorOf(c);
      const { room } = await openDirectRoom(context, actor, { userIds: [c.req.param("userId")] });
      const { message, created } = await sendMessage(context, actor, {
        roomId: room.id,
        ...c.req.valid("json"),
      });
      return c.json<Message>(message, created ? 201 : 200);
    });
}
