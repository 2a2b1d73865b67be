import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import { getInstallation, updateInstallation } from "../domain/installation.ts";
import * as entrance from "../lib/contract/entrance.ts";
import type { InstallationView } from "../lib/contract/entrance.ts";
import { actorOf, type Env } from "./env.ts";
import { body } from "./validate.ts";

export function installationRoutes(context: Context) {
  return new Hono<Env>()
    .get("/", async (c) => c.json<InstallationView>(await getInstallation(context)))
    .patch("/", body(entrance.updateInstallation), async (c) =>
      c.json<InstallationView>(await updateInstallation(context, actorOf(c), c.req.valid("json"))),
    );
}
