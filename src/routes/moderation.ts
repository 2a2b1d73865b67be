import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import {
  ban,
  listAudit,
  listReports,
  readDeleted,
  reportMessage,
  resolveReport,
  silence,
  silenceInRoom,
  unban,
  warn,
} from "../domain/moderation/index.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { AuditPage, DeletedMessage, Report, ReportPage } from "../lib/contract/objects.ts";
import { actorOf, type Env } from "./env.ts";
import { body, query } from "./validate.ts";

/** What those who look after a place or a room do about what is said there, and who asks them to. Below `/api`. */
export function moderationRoutes(context: Context) {
  return new Hono<Env>().route("/", reportRoutes(context)).route("/", sanctionRoutes(context));
}

const reportRoutes = (context: Context) =>
  new Hono<Env>()
    .post("/messages/:messageId/report", body(inputs.reportMessage), async (c) => {
      await reportMessage(context, actorOf(c), c.req.param("messageId"), c.req.valid("json"));
      return c.body(null, 204);
    })
    .get("/reports", query(inputs.reportsQuery), async (c) =>
      c.json<ReportPage>(await listReports(context, actorOf(c), c.req.valid("query"))),
    )
    .post("/reports/:reportId/resolve", body(inputs.resolveReport), async (c) =>
      c.json<Report>(await resolveReport(context, actorOf(c), c.req.param("reportId"), c.req.valid("json"))),
    )
    .get("/audit/messages/:messageId", async (c) =>
      c.json<DeletedMessage>(await readDeleted(context, actorOf(c), c.req.param("messageId"))),
    )
    .get("/audit", query(inputs.auditQuery), async (c) =>
      c.json<AuditPage>(await listAudit(context, actorOf(c), c.req.valid("query"))),
    );

const sanctionRoutes = (context: Context) =>
  new Hono<Env>()
    .post("/users/:userId/warnings", body(inputs.warn), async (c) => {
      await warn(context, actorOf(c), c.req.param("userId"), c.req.valid("json"));
      return c.body(null, 204);
    })
    .put("/users/:userId/silence", body(inputs.silence), async (c) => {
      await silence(context, actorOf(c), c.req.param("userId"), c.req.valid("json"));
      return c.body(null, 204);
    })
    .put("/rooms/:roomId/members/:userId/silence", body(inputs.silence), async (c) => {
      const { roomId, userId } = c.req.param();
      await silenceInRoom(context, actorOf(c), roomId, userId, c.req.valid("json"));
      return c.body(null, 204);
    })
    .put("/users/:userId/ban", body(inputs.ban), async (c) => {
      await ban(context, actorOf(c), c.req.param("userId"), c.req.valid("json"));
      return c.body(null, 204);
    })
    .delete("/users/:userId/ban", async (c) => {
      await unban(context, actorOf(c), c.req.param("userId"));
      return c.body(null, 204);
    });
