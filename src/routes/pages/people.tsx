import { Hono } from "hono";
import type { Problem } from "../../../views/forms.tsx";
import { PeoplePage } from "../../../views/people/people.tsx";
import { openDirectRoom } from "../../domain/rooms/index.ts";
import { searchUsers } from "../../domain/users.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { shellOf, type PageRequest, type Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

async function peoplePage(c: PageRequest, parts: Parts, problem?: Problem) {
  const query = (c.req.query("query") ?? "").trim().slice(0, 100);
  const actor = actorOf(c);
  const [shell, people] = await Promise.all([
    shellOf(c, parts, "/people"),
    searchUsers(parts.context, actor, query),
  ]);
  const online = parts.context.online([
    ...people.map((user) => user.id),
    ...shell.rooms.flatMap((room) => room.otherUserIds),
  ]);
  return show(c, () => (
    <PeoplePage shell={{ ...shell, online }} query={query} people={people} problem={problem} />
  ));
}

export function peoplePages(parts: Parts) {
  return new Hono<Env>()
    .get("/people", (c) => peoplePage(c, parts))
    .post("/direct-messages", async (c) => {
      const { userIds = "" } = await fieldsOf(c);
      const input = () => parse(inputs.openDirectRoom, { userIds: userIds.split(",") });
      const { value, failed } = await attempt(() => openDirectRoom(parts.context, actorOf(c), input()));
      if (value) return c.redirect(`/rooms/${value.room.id}`, 303);
      failing(c, failed);
      return peoplePage(c, parts, failed.problem);
    });
}
