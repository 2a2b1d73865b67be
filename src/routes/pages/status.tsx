import { Hono } from "hono";
import { z } from "zod";
import { StatusPage, type StatusForm } from "../../../views/account/status.tsx";
import type { Problem } from "../../../views/forms.tsx";
import { Sidebar } from "../../../views/shell/sidebar.tsx";
import { clearStatus, setStatus, updatePreferences } from "../../domain/accounts/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { durations, endOf } from "../../lib/until.ts";
import { actorOf, type Env } from "../env.ts";
import { shellOf, type PageRequest, type Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { readerOf } from "./reader.ts";
import { show } from "./show.ts";

const peaceForm = z.object({ for: z.enum([...durations, "off"]) });
const until = z.enum([...durations, "kept"]).catch("ever");

async function statusPage(c: PageRequest, parts: Parts, shown?: { form: StatusForm; problem: Problem }) {
  const shell = await shellOf(c, parts, "/status");
  const saved = c.req.query("saved") !== undefined;
  return show(c, () => <StatusPage shell={shell} saved={saved} {...shown} />);
}

/** To a page that is open the sidebar alone, which says it; else back to where one says so. */
async function answer(c: PageRequest, parts: Parts) {
  if (!c.req.header("hx-target")?.endsWith("#sidebar")) return c.redirect("/status?saved", 303);
  // The actor that came with the request is as it was before.
  const actor = await parts.context.access.actor(actorOf(c).sessionId);
  c.set("actor", actor);
  const here = URL.parse(c.req.header("hx-current-url") ?? "")?.pathname;
  const shell = await shellOf(c, parts, here);
  return show(c, () => <Sidebar shell={shell} />);
}

/** In milliseconds, or null: it stays. `kept`: as it was said before. */
function expiry(c: PageRequest, choice: z.output<typeof until>): string | null {
  if (choice === "kept") return actorExpiry(c);
  return choice === "ever" ? null : new Date(endOf(choice, Date.now(), readerOf(c).timeZone)).toISOString();
}

function actorExpiry(c: PageRequest): string | null {
  const { statusExpiresAt } = actorOf(c);
  return statusExpiresAt === null ? null : new Date(statusExpiresAt).toISOString();
}

/** What somebody says of how they are, by forms. */
export function statusPages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/status", (c) => statusPage(c, parts))
    .post("/status", async (c) => {
      const { emoji = "", text = "", until: choice } = await fieldsOf(c);
      const form = { emoji: emoji.trim(), text };
      const { failed } = await attempt(() => {
        const expiresAt = expiry(c, until.parse(choice));
        return setStatus(
          context,
          actorOf(c),
          parse(inputs.setStatus, { text, expiresAt, emoji: form.emoji || null }),
        );
      });
      if (!failed) return c.redirect("/status?saved", 303);
      failing(c, failed);
      return statusPage(c, parts, { form, problem: failed.problem });
    })
    .post("/status/clear", async (c) => {
      await clearStatus(context, actorOf(c));
      return answer(c, parts);
    })
    .post("/status/peace", async (c) => {
      const { for: choice } = parse(peaceForm, await fieldsOf(c));
      const end = choice === "off" ? null : endOf(choice, Date.now(), readerOf(c).timeZone);
      const doNotDisturbUntil = end === null ? null : new Date(end).toISOString();
      await updatePreferences(context, actorOf(c), { doNotDisturbUntil });
      return answer(c, parts);
    });
}
