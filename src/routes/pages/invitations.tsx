import { Hono } from "hono";
import type { Problem } from "../../../views/forms.tsx";
import {
  InvitationPage,
  InvitedMemberPage,
  type Landing,
  LapsedInvitationPage,
} from "../../../views/invitations/landing.tsx";
import { InvitationsPage } from "../../../views/invitations/manage.tsx";
import {
  acceptInvitation,
  findInvitation,
  listInvitations,
  mailInvitations,
  makeInvitation,
  registerInvited,
  revokeInvitation,
} from "../../domain/invitations/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, clientOf, type Env } from "../env.ts";
import { linkOf } from "../links.ts";
import { doorOf, moveIn } from "./door.ts";
import { type PageRequest, type Parts, shellOf } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

/** The landing page of a link that works; the page that says why it does not, where it does not. */
async function land(c: PageRequest, parts: Parts, draw: (landing: Landing) => Response | Promise<Response>) {
  const door = doorOf(c, parts);
  const token = inputs.secret.safeParse(c.req.param("token")).data;
  const welcome = token && (await findInvitation(parts.context, token));
  if (!welcome) {
    c.status(404);
    return show(c, () => <LapsedInvitationPage door={door} reason="unknown" />);
  }
  const { state, ...rest } = welcome;
  if (state === "open") return draw({ door, action: `/join/${token}`, ...rest });
  c.status(410);
  return show(c, () => <LapsedInvitationPage door={door} reason={state} inviter={rest.inviter} />);
}

async function landingPage(c: PageRequest, parts: Parts, landing: Landing) {
  const { actor } = c.var;
  if (!actor) return show(c, () => <InvitationPage landing={landing} />);
  const { room } = landing;
  const inside = room !== undefined && (await parts.context.access.standings(actor.userId)).has(room.id);
  return show(c, () => <InvitedMemberPage landing={landing} inside={inside} />);
}

/** Makes the account; where the form or the invitation was wrong, shows how things are now. */
async function signUpInvited(c: PageRequest, parts: Parts, landing: Landing) {
  const { email, username, password, displayName } = await fieldsOf(c);
  const input = { email, username, password, displayName: displayName?.trim() || undefined };
  const client = clientOf(c, parts.options.config);
  const { value, failed } = await attempt(() =>
    registerInvited(parts.context, c.req.param("token") ?? "", parse(inputs.register, input), client),
  );
  if (value) {
    await moveIn(c, parts, value);
    return c.redirect(landing.room ? `/rooms/${landing.room.id}` : "/", 303);
  }
  return land(c, parts, (now) => {
    failing(c, failed);
    const values = { email: now.email ?? email, username, displayName };
    return show(c, () => <InvitationPage landing={now} values={values} problem={failed.problem} />);
  });
}

async function joinInvited(c: PageRequest, parts: Parts, landing: Landing) {
  await acceptInvitation(parts.context, actorOf(c), c.req.param("token") ?? "");
  return c.redirect(landing.room ? `/rooms/${landing.room.id}` : "/", 303);
}

type Made = {
  url?: string;
  problem?: Problem;
  emails?: string;
  mailProblem?: Problem;
};

async function managePage(c: PageRequest, parts: Parts, made?: Made) {
  const actor = actorOf(c);
  const invitations = await listInvitations(parts.context, actor);
  const shell = await shellOf(c, parts, "/people");
  const mailed = Number(c.req.query("mailed") ?? 0) || undefined;
  const { on: mail } = parts.context.mail;
  return show(c, () => (
    <InvitationsPage shell={shell} invitations={invitations} mail={mail} mailed={mailed} {...made} />
  ));
}

/** Written one below the other, or separated by commas or spaces. */
const addressesIn = (emails: string): string[] => emails.split(/[\s,;]+/).filter(Boolean);

function inputOf({ expiresInDays, maxUses, roomId, role }: Record<string, string | undefined>) {
  return {
    expiresInDays: expiresInDays === undefined ? undefined : Number(expiresInDays),
    maxUses: maxUses ? Number(maxUses) : null,
    roomId: roomId || null,
    role,
  };
}

export function invitationsPages(parts: Parts) {
  const { context, options } = parts;
  return new Hono<Env>()
    .get("/join/:token", (c) => land(c, parts, (landing) => landingPage(c, parts, landing)))
    .post("/join/:token", (c) =>
      land(c, parts, (landing) =>
        c.var.actor ? joinInvited(c, parts, landing) : signUpInvited(c, parts, landing),
      ),
    )
    .get("/invitations", (c) => managePage(c, parts))
    .post("/invitations", async (c) => {
      const actor = actorOf(c);
      const fields = await fieldsOf(c);
      const { value, failed } = await attempt(() =>
        makeInvitation(context, actor, parse(inputs.makeInvitation, inputOf(fields))),
      );
      if (value) return managePage(c, parts, { url: linkOf(c, options.config, value.token) });
      failing(c, failed);
      return managePage(c, parts, { problem: failed.problem });
    })
    .post("/invitations/mail", async (c) => {
      const actor = actorOf(c);
      const { emails = "", roomId, role } = await fieldsOf(c);
      const input = { emails: addressesIn(emails), roomId: roomId || null, role };
      const client = clientOf(c, options.config);
      const { value, failed } = await attempt(async () =>
        mailInvitations(context, actor, parse(inputs.mailInvitations, input), client),
      );
      if (value) return c.redirect(`/invitations?mailed=${value.length}`, 303);
      failing(c, failed);
      return managePage(c, parts, { emails, mailProblem: failed.problem });
    })
    .post("/invitations/:invitationId/revoke", async (c) => {
      await revokeInvitation(context, actorOf(c), c.req.param("invitationId"));
      return c.redirect("/invitations", 303);
    });
}
