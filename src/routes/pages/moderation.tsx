import { Hono } from "hono";
import { Audit } from "../../../views/admin/audit.tsx";
import { Deleted } from "../../../views/admin/deleted.tsx";
import { Accounts } from "../../../views/admin/people.tsx";
import { AccountForms, silences } from "../../../views/admin/person.tsx";
import { Reports } from "../../../views/admin/reports.tsx";
import type { Problem } from "../../../views/forms.tsx";
import { Pane, ShellPage } from "../../../views/shell/shell.tsx";
import { t } from "../../../views/words.ts";
import { isAdmin } from "../../domain/actor.ts";
import { placeOf } from "../../../views/messages/about/about.ts";
import { getMessage } from "../../domain/messages/index.ts";
import {
  ban,
  getAccount,
  listAccounts,
  listAudit,
  listReports,
  readDeleted,
  reportMessage,
  resolveReport,
  silence,
  unban,
  warn,
} from "../../domain/moderation/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { HOUR, toTime } from "../../lib/time.ts";
import { actorOf, type Env } from "../env.ts";
import { aboutPage } from "./about.tsx";
import { adminOf, adminPage } from "./admin.tsx";
import { type PageRequest, type Parts, shellOf } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

/** What those who look after a place or a room see of what is said there, and what they do about it. */
export function moderationPages(parts: Parts) {
  return new Hono<Env>()
    .route("/", reportPages(parts))
    .route("/", accountPages(parts))
    .get("/admin/audit/messages/:id", async (c) => {
      const message = await readDeleted(parts.context, adminOf(c), c.req.param("id"));
      return adminPage(c, parts, "audit", () => <Deleted message={message} />);
    })
    .get("/admin/audit", async (c) => {
      const audit = await listAudit(parts.context, adminOf(c), parse(inputs.auditQuery, c.req.query()));
      return adminPage(c, parts, "audit", () => <Audit {...audit} />);
    });
}

async function reportsOf(c: PageRequest, parts: Parts, path: string, roomId?: string) {
  const query = parse(inputs.reportsQuery, { ...c.req.query(), roomId });
  const page = await listReports(parts.context, actorOf(c), query);
  const admin = isAdmin(actorOf(c));
  return () => <Reports {...page} state={query.state} path={path} admin={admin} />;
}

async function roomReports(c: PageRequest, parts: Parts, roomId: string) {
  await parts.context.access.moderator(actorOf(c), roomId);
  const draw = await reportsOf(c, parts, `/rooms/${roomId}/reports`, roomId);
  const shell = await shellOf(c, parts, `/rooms/${roomId}`);
  return show(c, () => (
    <ShellPage shell={shell} title={t("moderation.reports")}>
      <Pane title={t("moderation.reports")} back={{ href: `/rooms/${roomId}`, label: t("messages.back") }}>
        {draw()}
      </Pane>
    </ShellPage>
  ));
}

const reportPages = (parts: Parts) =>
  new Hono<Env>()
    .get("/admin/reports", async (c) => {
      adminOf(c);
      return adminPage(c, parts, "reports", await reportsOf(c, parts, "/admin/reports"));
    })
    .get("/rooms/:roomId/reports", (c) => roomReports(c, parts, c.req.param("roomId")))
    .post("/reports/:reportId/resolve", async (c) => {
      const { outcome, back = "" } = await fieldsOf(c);
      const { failed } = await attempt(() =>
        resolveReport(
          parts.context,
          actorOf(c),
          c.req.param("reportId"),
          parse(inputs.resolveReport, { outcome }),
        ),
      );
      // Whoever was second finds it decided, in the list that they come back to.
      if (failed) failing(c, failed);
      c.status(303);
      return c.redirect(/^\/(admin|rooms\/[\w-]+)\/reports$/.test(back) ? back : "/home", 303);
    })
    .post("/messages/:id/report", async (c) => {
      const message = await getMessage(parts.context, actorOf(c), c.req.param("id"));
      const fields = await fieldsOf(c);
      const { failed } = await attempt(() =>
        reportMessage(
          parts.context,
          actorOf(c),
          message.id,
          parse(inputs.reportMessage, { reason: fields.reason }),
        ),
      );
      if (!failed) return c.redirect(placeOf(message), 303);
      failing(c, failed);
      return aboutPage(c, parts, message.id, { group: "report", problem: failed.problem, fields });
    });

type Fault = { form: string; problem: Problem };

async function accountPage(c: PageRequest, parts: Parts, username: string, fault?: Fault) {
  const account = await getAccount(parts.context, adminOf(c), username);
  return adminPage(c, parts, "people", () => <AccountForms account={account} fault={fault} />);
}

type Fields = Record<string, string | undefined>;
type Deed = (parts: Parts, c: PageRequest, userId: string, fields: Fields) => Promise<void>;

/** What each form of an account's page does, by the end of its address. */
const deeds: Record<string, Deed> = {
  warn: ({ context }, c, userId, { reason }) =>
    warn(context, actorOf(c), userId, parse(inputs.warn, { reason })),
  silence: ({ context }, c, userId, { hours = "", reason }) => {
    const until = silences.some((each) => each === hours) ? toTime(Date.now() + Number(hours) * HOUR) : null;
    return silence(context, actorOf(c), userId, parse(inputs.silence, { until, reason }));
  },
  ban: ({ context }, c, userId, { reason, wipe }) =>
    ban(context, actorOf(c), userId, parse(inputs.ban, { reason, wipe: wipe === "yes" })),
  unban: ({ context }, c, userId) => unban(context, actorOf(c), userId),
};

const accountPages = (parts: Parts) =>
  new Hono<Env>()
    .get("/admin/people", async (c) => {
      const { query, page } = parse(inputs.listPeople, c.req.query());
      const { accounts, more } = await listAccounts(parts.context, adminOf(c), { query, page });
      const online = parts.context.online(accounts.map(({ user }) => user.id));
      const view = { accounts, query, page, more, online };
      return adminPage(c, parts, "people", () => <Accounts {...view} />);
    })
    .get("/admin/people/:username", (c) => accountPage(c, parts, c.req.param("username")))
    .post("/admin/people/:username/:deed{warn|silence|ban|unban}", async (c) => {
      const { username, deed } = c.req.param();
      const { user } = await getAccount(parts.context, adminOf(c), username);
      const fields = await fieldsOf(c);
      const { failed } = await attempt(async () => deeds[deed]?.(parts, c, user.id, fields));
      if (!failed) return c.redirect(`/admin/people/${username}?saved`, 303);
      failing(c, failed);
      return accountPage(c, parts, username, { form: deed, problem: failed.problem });
    });
