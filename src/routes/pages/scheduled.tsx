import { Hono } from "hono";
import { ScheduleForm, type ScheduleDraft } from "../../../views/scheduled/form.tsx";
import { ScheduledPage } from "../../../views/scheduled/list.tsx";
import type { Problem } from "../../../views/forms.tsx";
import { t } from "../../../views/words.ts";
import { draftIn, keepDraft } from "../../domain/drafts.ts";
import {
  cancelScheduled,
  changeScheduled,
  listScheduled,
  schedule,
  sendScheduledNow,
} from "../../domain/scheduled/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import type { Scheduled } from "../../lib/contract/objects.ts";
import { notFound } from "../../lib/errors.ts";
import { parse } from "../../lib/parse.ts";
import { DAY } from "../../lib/time.ts";
import { instantOf, wallOf } from "../../lib/zoned.ts";
import { actorOf, type Env } from "../env.ts";
import { type PageRequest, type Parts, shellOf } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { readerOf } from "./reader.ts";
import { show } from "./show.ts";

async function listPage(c: PageRequest, parts: Parts, conflict = false) {
  const [shell, scheduled] = await Promise.all([
    shellOf(c, parts, "/scheduled"),
    listScheduled(parts.context, actorOf(c)),
  ]);
  return show(c, () => <ScheduledPage shell={shell} scheduled={scheduled} conflict={conflict} />);
}

/** Day and time as they were written, by the reader's clock. */
async function draftOf(c: PageRequest): Promise<ScheduleDraft> {
  const { content = "", day = "", time = "" } = await fieldsOf(c);
  return { content, day, time };
}

function inputOf(c: PageRequest, { content, day, time }: ScheduleDraft) {
  const at = instantOf(day, time, readerOf(c).timeZone);
  const sendAt = Number.isNaN(at) ? "" : new Date(at).toISOString();
  return parse(inputs.scheduleMessage, { content, sendAt });
}

async function writePage(c: PageRequest, parts: Parts, draft?: ScheduleDraft, problem?: Problem) {
  const roomId = c.req.param("roomId") ?? "";
  const actor = actorOf(c);
  const [shell, content] = await Promise.all([
    shellOf(c, parts, `/rooms/${roomId}`),
    draftIn(parts.context, actor, roomId),
  ]);
  const room = shell.rooms.find(({ id }) => id === roomId);
  if (!room) throw notFound("room");
  const [day] = wallOf(Date.now() + DAY, readerOf(c).timeZone);
  const shown = draft ?? { content, day, time: "09:00" };
  return show(c, () => (
    <ScheduleForm
      shell={shell}
      title={t("scheduled.write")}
      action={`/rooms/${roomId}/later`}
      back={{ href: `/rooms/${roomId}`, label: t("polls.back", { room: room.title }) }}
      draft={shown}
      problem={problem}
    />
  ));
}

async function found(c: PageRequest, { context }: Parts): Promise<Scheduled> {
  const all = await listScheduled(context, actorOf(c));
  const one = all.find(({ id }) => id === c.req.param("id"));
  if (!one) throw notFound("scheduled message");
  return one;
}

async function changePage(c: PageRequest, parts: Parts, draft?: ScheduleDraft, problem?: Problem) {
  const { id, content, sendAt } = await found(c, parts);
  const shell = await shellOf(c, parts, "/scheduled");
  const [day, time] = wallOf(Date.parse(sendAt), readerOf(c).timeZone);
  return show(c, () => (
    <ScheduleForm
      shell={shell}
      title={t("scheduled.changeTitle")}
      action={`/scheduled/${id}`}
      back={{ href: "/scheduled", label: t("scheduled.back") }}
      draft={draft ?? { content, day, time }}
      problem={problem}
    />
  ));
}

/** What is done to one that waits; where a node was quicker, the list says so. */
async function settle(c: PageRequest, parts: Parts, work: () => Promise<unknown>) {
  const { failed } = await attempt(work, "not_found", "forbidden");
  if (!failed) return c.redirect("/scheduled", 303);
  failing(c, failed);
  return listPage(c, parts, true);
}

/** Messages for later: writing, listing, changing, sending and taking them back by forms. */
export function scheduledPages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/scheduled", (c) => listPage(c, parts))
    .get("/scheduled/:id", (c) => changePage(c, parts))
    .post("/scheduled/:id", async (c) => {
      const draft = await draftOf(c);
      const { failed } = await attempt(() =>
        changeScheduled(context, actorOf(c), c.req.param("id"), inputOf(c, draft)),
      );
      if (!failed) return c.redirect("/scheduled", 303);
      failing(c, failed);
      return changePage(c, parts, draft, failed.problem);
    })
    .post("/scheduled/:id/send", (c) =>
      settle(c, parts, () => sendScheduledNow(context, actorOf(c), c.req.param("id"))),
    )
    .post("/scheduled/:id/cancel", (c) =>
      settle(c, parts, () => cancelScheduled(context, actorOf(c), c.req.param("id"))),
    )
    .get("/rooms/:roomId/later", (c) => writePage(c, parts))
    .post("/rooms/:roomId/later", async (c) => {
      const roomId = c.req.param("roomId");
      const draft = await draftOf(c);
      const { failed } = await attempt(() => schedule(context, actorOf(c), roomId, inputOf(c, draft)));
      if (failed) {
        failing(c, failed);
        return writePage(c, parts, draft, failed.problem);
      }
      await keepDraft(context, actorOf(c), { roomId, content: "" });
      return c.redirect("/scheduled", 303);
    });
}
