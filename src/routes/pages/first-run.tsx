import { Hono } from "hono";
import { FirstRunPage } from "../../../views/account/first-run.tsx";
import { WelcomePage } from "../../../views/invitations/manage.tsx";
import { drawFor, t } from "../../../views/words.ts";
import { found } from "../../domain/accounts/index.ts";
import { makeInvitation } from "../../domain/invitations/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, clientOf, type Env } from "../env.ts";
import { linkOf } from "../links.ts";
import { doorOf, moveIn } from "./door.ts";
import { type PageRequest, type Parts, shellOf } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { readerOf } from "./reader.ts";
import { show } from "./show.ts";

/** What a first run asks for, with its first room in the language of whoever begins. */
function inputOf(c: PageRequest, fields: Record<string, string | undefined>) {
  const { name, email, username, password, displayName } = fields;
  const roomName = drawFor(readerOf(c), () => t("entrance.firstRoom"));
  return { name, email, username, password, displayName: displayName?.trim() || undefined, roomName };
}

/** The place stands: now for the people. The link leads into its first room. */
async function welcomePage(c: PageRequest, parts: Parts, roomId: string) {
  const input = { expiresInDays: 30 as const, maxUses: null, roomId, role: "member" as const };
  const { token } = await makeInvitation(parts.context, actorOf(c), input);
  c.set("place", await parts.context.installation.name());
  const url = linkOf(c, parts.options.config, token);
  const shell = await shellOf(c, parts, "/people");
  return show(c, () => <WelcomePage shell={shell} url={url} roomId={roomId} />);
}

export function firstRunPages(parts: Parts) {
  const { context, options } = parts;
  return new Hono<Env>()
    .get("/first-run", async (c) => {
      if (await context.installation.inhabited()) return c.redirect(c.var.actor ? "/" : "/sign-in", 303);
      return show(c, () => <FirstRunPage door={doorOf(c, parts)} />);
    })
    .post("/first-run", async (c) => {
      if (c.var.actor) return c.redirect("/", 303);
      const fields = await fieldsOf(c);
      const { value, failed } = await attempt(() =>
        found(context, parse(inputs.found, inputOf(c, fields)), clientOf(c, options.config)),
      );
      if (failed) {
        failing(c, failed);
        return show(c, () => (
          <FirstRunPage door={doorOf(c, parts)} values={fields} problem={failed.problem} />
        ));
      }
      await moveIn(c, parts, value.session);
      return welcomePage(c, parts, value.roomId);
    });
}
