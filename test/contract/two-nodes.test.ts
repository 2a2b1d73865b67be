/** The same contract over two processes that share Redis and a libSQL server, each with a replica of its own to read from. */
import { afterAll, beforeAll, setDefaultTimeout } from "bun:test";
import { join } from "node:path";
import { WispNode } from "../support/node.ts";
import type { Service } from "../support/process.ts";
import { startRedis } from "../support/redis.ts";
import { startSqld } from "../support/sqld.ts";
import { everything } from "./suites/index.ts";
import { found, type System } from "./system.ts";

const SECRET = "two nodes' secret, which tests may know";

const services: Service[] = [];
let system: System;

setDefaultTimeout(30_000);

beforeAll(async () => {
  const [redis, sqld] = await Promise.all([startRedis(), startSqld()]);
  services.push(redis, sqld);
  const shared = {
    REDIS_URL: redis.url,
    DATABASE_URL: sqld.url,
    JWT_SECRET: SECRET,
    RATE_LIMITS: "off",
    NODE_ENV: "test",
  };
  const nodes = [1, 2].map(
    (number) =>
      new WispNode({ ...shared, DATABASE_REPLICA_PATH: join(redis.directory, `replica-${number}.db`) }),
  );
  services.unshift(...nodes);
  await Promise.all(nodes.map((node) => node.start()));
  system = await found(
    nodes.map(({ url }) => url),
    SECRET,
  );
});

// The nodes first, so that none complains about what is gone.
afterAll(async () => {
  for (const service of services) await service[Symbol.asyncDispose]();
});

everything(() => system);
