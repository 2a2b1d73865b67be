import { Hono } from "hono";
import type { Problem } from "../../../views/forms.tsx";
import { BlockedPage } from "../../../views/people/blocked.tsx";
import { PeoplePage } from "../../../views/people/people.tsx";
import { PersonPage } from "../../../views/people/person.tsx";
import { changeRole, rolesFor } from "../../domain/accounts/index.ts";
import { block, listBlocked, unblock } from "../../domain/blocks.ts";
import { mayInvite } from "../../domain/invitations/index.ts";
import { getProfile, listPeople, roomsInCommon } from "../../domain/people.ts";
import { openDirectRoom } from "../../domain/rooms/index.ts";
import * as entrance from "../../lib/contract/entrance.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { shellOf, type PageRequest, type Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

/** The shell with the presence of those who are on the page, too. */
async function shellWith(c: PageRequest, parts: Parts, userIds: string[]) {
  const shell = await shellOf(c, parts, "/people");
  return { ...shell, online: new Set([...shell.online, ...parts.context.online(userIds)]) };
}

async function peoplePage(c: PageRequest, parts: Parts, problem?: Problem) {
  const actor = actorOf(c);
  const { query, page } = parse(inputs.listPeople, c.req.query());
  const { people, more } = await listPeople(parts.context, actor, { query, page });
  const ids = people.map(({ id }) => id);
  const shell = await shellWith(c, parts, ids);
  const view = { query, people, page, more, mayInvite: mayInvite(actor), problem };
  return show(c, () => <PeoplePage shell={shell} view={view} />);
}

async function personPage(c: PageRequest, parts: Parts, username: string) {
  const actor = actorOf(c);
  const user = await getProfile(parts.context, actor, { username });
  const [shell, common] = await Promise.all([
    shellWith(c, parts, [user.id]),
    roomsInCommon(parts.context, actor, user.id),
  ]);
  const roleChoices = rolesFor(actor, user);
  const person = { user, common, online: shell.online.has(user.id), roleChoices };
  return show(c, () => <PersonPage shell={shell} person={person} />);
}

export function peoplePages(parts: Parts) {
  return new Hono<Env>()
    .get("/people", (c) => peoplePage(c, parts))
    .get("/people/:username", (c) => personPage(c, parts, c.req.param("username")))
    .get("/blocks", async (c) => {
      const [shell, people] = await Promise.all([
        shellOf(c, parts, "/people"),
        listBlocked(parts.context, actorOf(c)),
      ]);
      return show(c, () => <BlockedPage shell={shell} people={people} />);
    })
    .post("/people/:username/:act{block|unblock}", async (c) => {
      const { username, act } = c.req.param();
      const { id } = await getProfile(parts.context, actorOf(c), { username });
      await (act === "block" ? block : unblock)(parts.context, actorOf(c), id);
      const { next } = await fieldsOf(c);
      return c.redirect(next === "/blocks" ? next : `/people/${encodeURIComponent(username)}`, 303);
    })
    .post("/people/:username/role", async (c) => {
      const user = await getProfile(parts.context, actorOf(c), { username: c.req.param("username") });
      const { role } = await fieldsOf(c);
      await changeRole(parts.context, actorOf(c), user.id, parse(entrance.changeRole, { role }));
      return c.redirect(`/people/${user.username}`, 303);
    })
    .post("/direct-messages", async (c) => {
      const { userIds = "" } = await fieldsOf(c);
      const input = () => parse(inputs.openDirectRoom, { userIds: userIds.split(",") });
      const { value, failed } = await attempt(() => openDirectRoom(parts.context, actorOf(c), input()));
      if (value) return c.redirect(`/rooms/${value.room.id}`, 303);
      failing(c, failed);
      return peoplePage(c, parts, failed.problem);
    });
}
