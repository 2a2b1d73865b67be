import { Hono } from "hono";
import { placeOf } from "../../../views/messages/about/about.ts";
import { NewPollPage, type PollDraft } from "../../../views/messages/new-poll.tsx";
import type { Problem } from "../../../views/forms.tsx";
import { getMessage } from "../../domain/messages/index.ts";
import { closePoll, makePoll, vote } from "../../domain/polls/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { notFound } from "../../lib/errors.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { aboutPage } from "./about.tsx";
import { type PageRequest, type Parts, shellOf } from "./environment.ts";
import { attempt, failing } from "./forms.ts";
import { show } from "./show.ts";

/** A form in which a name may stand several times. */
async function formOf(c: PageRequest) {
  const body = await c.req.parseBody({ all: true });
  const all = (name: string): string[] =>
    [body[name] ?? []].flat().filter((value): value is string => typeof value === "string");
  return { all, one: (name: string): string => all(name).at(-1) ?? "" };
}

async function newPollPage(c: PageRequest, parts: Parts, draft: PollDraft, problem?: Problem) {
  const roomId = c.req.param("roomId") ?? "";
  const shell = await shellOf(c, parts, `/rooms/${roomId}`);
  const room = shell.rooms.find(({ id }) => id === roomId);
  if (!room) throw notFound("room");
  return show(c, () => (
    <NewPollPage shell={shell} roomId={roomId} title={room.title} draft={draft} problem={problem} />
  ));
}

const nothing = (): PollDraft => ({
  clientMessageId: Bun.randomUUIDv7(),
  question: "",
  options: [],
  multiple: false,
  anonymous: false,
});

async function draftOf(c: PageRequest): Promise<PollDraft> {
  const { one, all } = await formOf(c);
  return {
    clientMessageId: one("clientMessageId"),
    question: one("question"),
    // Answers that were left empty are none.
    options: all("option").filter((text) => text.trim() !== ""),
    multiple: one("multiple") === "true",
    anonymous: one("anonymous") === "true",
  };
}

/** Asking, voting and ending a poll by forms. */
export function pollsPages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/rooms/:roomId/poll", (c) => newPollPage(c, parts, nothing()))
    .post("/rooms/:roomId/poll", async (c) => {
      const roomId = c.req.param("roomId");
      const draft = await draftOf(c);
      const { failed } = await attempt(
        () => makePoll(context, actorOf(c), roomId, parse(inputs.makePoll, draft)),
        "forbidden",
      );
      if (!failed) return c.redirect(`/rooms/${roomId}`, 303);
      failing(c, failed);
      return newPollPage(c, parts, draft, failed.problem);
    })
    .post("/messages/:id/votes", async (c) => {
      const message = await getMessage(context, actorOf(c), c.req.param("id"));
      const { all, one } = await formOf(c);
      const options = one("none") ? [] : all("option").map(Number);
      const { failed } = await attempt(
        () => vote(context, actorOf(c), message.id, parse(inputs.votePoll, { options })),
        "forbidden",
      );
      if (!failed) return c.redirect(placeOf(message), 303);
      failing(c, failed);
      return aboutPage(c, parts, message.id, { group: "poll", problem: failed.problem, fields: {} });
    })
    .post("/messages/:id/poll/close", async (c) => {
      const message = await closePoll(context, actorOf(c), c.req.param("id"));
      return c.redirect(placeOf(message), 303);
    });
}
