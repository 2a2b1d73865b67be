import { Hono } from "hono";
import { ProfilePage } from "../../../views/account/profile.tsx";
import { getMe, updateMe } from "../../domain/accounts/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { shellOf, type Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

export function profilePages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/profile", async (c) => {
      const [shell, me] = await Promise.all([shellOf(c, parts), getMe(context, actorOf(c))]);
      return show(c, () => <ProfilePage shell={shell} me={me} saved={c.req.query("saved") !== undefined} />);
    })
    .post("/profile", async (c) => {
      const { displayName } = await fieldsOf(c);
      const { failed } = await attempt(() =>
        updateMe(context, actorOf(c), parse(inputs.updateMe, { displayName })),
      );
      if (!failed) return c.redirect("/profile?saved", 303);
      failing(c, failed);
      const [shell, me] = await Promise.all([shellOf(c, parts), getMe(context, actorOf(c))]);
      return show(c, () => (
        <ProfilePage shell={shell} me={me} displayName={displayName} problem={failed.problem} />
      ));
    });
}
