import { Hono } from "hono";
import { z } from "zod";
import { NewMessagePage } from "../../../views/people/new-message.tsx";
import { listPeople } from "../../domain/people.ts";
import { findUsers, searchUsers } from "../../domain/users.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { id } from "../../lib/contract/objects.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { shellOf, type PageRequest, type Parts } from "./environment.ts";
import { show } from "./show.ts";

const isId = (text: string) => id.safeParse(text).success;
const asked = z.object({
  people: z
    .string()
    .max(1000)
    .catch("")
    .transform((ids) => [...new Set(ids.split(",").filter(isId))].slice(0, inputs.MAX_OTHERS)),
  query: z.string().trim().max(100).catch(""),
  /** A direct room of the reader's: its people are chosen at the beginning. */
  from: id.optional().catch(undefined),
});

async function newMessagePage(c: PageRequest, { context, ...parts }: Parts) {
  const actor = actorOf(c);
  const shell = await shellOf(c, { context, ...parts }, "/direct-messages/new");
  const { people, query, from: roomId } = parse(asked, c.req.query());
  const from = shell.rooms.find(({ id: each, kind }) => each === roomId && kind === "direct");
  const begun = c.req.query("people") === undefined ? (from?.otherUserIds ?? []) : people;
  const [chosen, listed] = await Promise.all([
    findUsers(context, begun),
    query ? searchUsers(context, actor, query) : listPeople(context, actor, { query: "", page: 1 }),
  ]);
  const known = new Set([actor.userId, ...begun]);
  const found = (Array.isArray(listed) ? listed : listed.people).filter((user) => !known.has(user.id));
  const online = context.online([...chosen, ...found].map((user) => user.id));
  const view = { chosen, query, found, from: from?.id };
  return show(c, () => (
    <NewMessagePage shell={{ ...shell, online: new Set([...shell.online, ...online]) }} view={view} />
  ));
}

/** Choosing to whom to write. */
export const newMessagePages = (parts: Parts) =>
  new Hono<Env>().get("/direct-messages/new", (c) => newMessagePage(c, parts));
