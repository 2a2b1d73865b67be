import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import { closePoll, makePoll, myVotes, vote } from "../domain/polls/index.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { Message } from "../lib/contract/objects.ts";
import { actorOf, type Env } from "./env.ts";
import { body } from "./validate.ts";

/** What is asked in rooms, and who answers how. */
export function pollsRoutes(context: Context) {
  return new Hono<Env>()
    .post("/rooms/:roomId/polls", body(inputs.makePoll), async (c) => {
      const input = c.req.valid("json");
      const { message, created } = await makePoll(context, actorOf(c), c.req.param("roomId"), input);
      return c.json<Message>(message, created ? 201 : 200);
    })
    .put("/messages/:messageId/votes", body(inputs.votePoll), async (c) =>
      c.json<Message>(await vote(context, actorOf(c), c.req.param("messageId"), c.req.valid("json"))),
    )
    .get("/messages/:messageId/votes/mine", async (c) =>
      c.json(await myVotes(context, actorOf(c), c.req.param("messageId"))),
    )
    .post("/messages/:messageId/poll/close", async (c) =>
      c.json<Message>(await closePoll(context, actorOf(c), c.req.param("messageId"))),
    );
}
