import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import {
  followThread,
  listThreads,
  markThreadUnread,
  readAllThreads,
  readThread,
  unreadReplies,
} from "../domain/threads/index.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { ThreadPage } from "../lib/contract/objects.ts";
import { actorOf, type Env } from "./env.ts";
import { body, query } from "./validate.ts";

/** The threads that the caller follows, below `/api/threads`. */
export function threadsRoutes(context: Context) {
  return new Hono<Env>()
    .get("/", query(inputs.threadsQuery), async (c) =>
      c.json<ThreadPage>(await listThreads(context, actorOf(c), c.req.valid("query"))),
    )
    .get("/unread", async (c) => c.json(await unreadReplies(context, actorOf(c))))
    .post("/read", async (c) => {
      await readAllThreads(context, actorOf(c));
      return c.body(null, 204);
    });
}

/** What one makes of a thread for oneself, below `/api/messages`. */
export function threadRoutes(context: Context) {
  return new Hono<Env>()
    .put("/:messageId/follow", async (c) => {
      await followThread(context, actorOf(c), c.req.param("messageId"), true);
      return c.body(null, 204);
    })
    .delete("/:messageId/follow", async (c) => {
      await followThread(context, actorOf(c), c.req.param("messageId"), false);
      return c.body(null, 204);
    })
    .post("/:messageId/thread/unread", async (c) => {
      await markThreadUnread(context, actorOf(c), c.req.param("messageId"));
      return c.body(null, 204);
    })
    .post("/:messageId/thread/read", body(inputs.readThread), async (c) => {
      await readThread(context, actorOf(c), c.req.param("messageId"), c.req.valid("json"));
      return c.body(null, 204);
    });
}
