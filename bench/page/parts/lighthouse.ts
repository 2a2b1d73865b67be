import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchProfile } from "../../../test/support/chromium.ts";
import { freePort } from "../../../test/support/process.ts";
import type { Line } from "../line.ts";
import type { Form, PageStage } from "../stage.ts";
import type { Part } from "./part.ts";

const categories = ["performance", "accessibility", "best-practices", "seo"];

type Audit = { id: string; score: number | null; scoreDisplayMode: string };
type Category = { id: string; score: number | null; auditRefs: { id: string; weight: number }[] };
type Result = { audits: Record<string, Audit>; categories: Record<string, Category> };
type Run = (
  url: string,
  flags: Record<string, unknown>,
  config?: unknown,
) => Promise<{ lhr: Result } | undefined>;

/** Its types bring those of a browser, which nothing else here may know. */
const load = async (name: string) => ((await import(name)) as { default: unknown }).default;

async function audited(url: string, form: Form, port: number): Promise<Result> {
  const run = (await load("lighthouse")) as Run;
  const config = form === "desk" ? await load("lighthouse/core/config/desktop-config.js") : undefined;
  const flags = { port, onlyCategories: categories, logLevel: "error", disableStorageReset: true };
  const result = await run(url, flags, config);
  if (!result) throw new Error("Lighthouse had no result");
  return result.lhr;
}

/** What was found wrong, the weightiest first. */
function faultsOf({ audits }: Result, { auditRefs }: Category): string {
  return auditRefs
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ id }) => id)
    .join(", ");
}

function linesOf(result: Result, what: string): Line[] {
  return Object.values(result.categories).map((category) => {
    const note = faultsOf(result, category);
    return {
      what: `Lighthouse, ${what}: ${category.id}`,
      value: Math.round((category.score ?? 0) * 100),
      unit: "points",
      least: 95,
      ...(note ? { note } : {}),
    };
  });
}

/** By itself, since it wants a browser's default profile and its port. */
async function audit(stage: PageStage, form: Form): Promise<Line[]> {
  const profile = mkdtempSync(join(tmpdir(), "wisp-lighthouse-"));
  const port = freePort();
  const context = await launchProfile(profile, [`--remote-debugging-port=${port}`]);
  try {
    const entrance = linesOf(await audited(`${stage.node.url}/sign-in`, form, port), `${form}, sign-in`);
    await context.addCookies(stage.cookies);
    const room = `${stage.node.url}/rooms/${stage.longRoom}`;
    return [...entrance, ...linesOf(await audited(room, form, port), `${form}, a room`)];
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

export const lighthouse: Part = {
  name: "lighthouse",
  async measure(stage) {
    return [...(await audit(stage, "desk")), ...(await audit(stage, "phone"))];
  },
};
