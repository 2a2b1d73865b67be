/** The demo workspace of `bin/seed` on a node of its own, and its people at browsers. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import { demoPassword, type Username } from "../../db/seed/people.ts";
import { type NodeSettings, WispNode } from "./node.ts";

const root = join(import.meta.dir, "../..");

/** A node that is seeded and not started yet, so that more can be put into its file (`demoFile`). */
export async function demoNode(settings: NodeSettings = {}): Promise<WispNode> {
  const node = new WispNode({ RATE_LIMITS: "off", ...settings });
  const data = join(node.directory, "data");
  mkdirSync(data);
  const child = Bun.spawn([process.execPath, join(root, "db/seed.ts")], {
    env: { ...process.env, DATA_DIR: data, DATABASE_URL: "" },
    stdout: "ignore",
  });
  if ((await child.exited) !== 0) throw new Error("the seed failed");
  return node;
}

export const demoFile = (node: WispNode) => join(node.directory, "data/wisp.db");

/** By the form itself and not by what the page makes of it, which is nobody's business here. */
export async function signInAs(context: BrowserContext, url: string, username: Username): Promise<void> {
  const response = await context.request.post(`${url}/sign-in`, {
    form: { email: username, password: demoPassword },
    headers: { origin: url },
    maxRedirects: 0,
  });
  if (response.status() !== 303) throw new Error(`${username} was not let in: ${response.status()}`);
}

/** The token of somebody who speaks to the node without a browser. */
export async function tokenOf(url: string, username: Username): Promise<string> {
  const response = await fetch(`${url}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: username, password: demoPassword }),
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}
