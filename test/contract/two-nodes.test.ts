/** The same contract over two processes that share Redis and a libSQL server, each with a replica of its own to read from. */
import { afterAll, beforeAll, setDefaultTimeout } from "bun:test";
import { join } from "node:path";
import { Link } from "../support/link.ts";
import { WispNode } from "../support/node.ts";
import { type RedisServer, startRedis } from "../support/redis.ts";
import { startSqld } from "../support/sqld.ts";
import { everything } from "./suites/index.ts";
import { found, type System } from "./system.ts";

const SECRET = "two nodes' secret, which tests may know";

const services: AsyncDisposable[] = [];
let system: System;

/**
 * A node's way to Redis. With JITTER=1 what goes over it is up to 0.1 s late, as between regions: what fails then is mostly
 * a test that asks one node for what another was told a moment ago, and did not wait for the one to know.
 */
async function wayTo({ url, port }: RedisServer): Promise<string> {
  if (!process.env.JITTER) return url;
  const link = await new Link(port).start();
  link.delay = () => Math.random() * 100;
  services.unshift(link);
  return `redis://127.0.0.1:${link.port}`;
}

setDefaultTimeout(30_000);

beforeAll(async () => {
  const [redis, sqld] = await Promise.all([startRedis(), startSqld()]);
  services.push(redis, sqld);
  const shared = {
    DATABASE_URL: sqld.url,
    JWT_SECRET: SECRET,
    RATE_LIMITS: "off",
    NODE_ENV: "test",
  };
  const nodes = await Promise.all(
    [1, 2].map(async (number) => {
      const DATABASE_REPLICA_PATH = join(redis.directory, `replica-${number}.db`);
      return new WispNode({ ...shared, REDIS_URL: await wayTo(redis), DATABASE_REPLICA_PATH });
    }),
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
