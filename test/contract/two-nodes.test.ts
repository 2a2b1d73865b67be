/** The same contract over two processes that share Redis and a libSQL server, each with a replica of its own to read from. */
import { afterAll, beforeAll, setDefaultTimeout } from "bun:test";
import { join } from "node:path";
import { Link } from "../support/link.ts";
import { WispNode } from "../support/node.ts";
import { startRedis } from "../support/redis.ts";
import { startSqld } from "../support/sqld.ts";
import { everything } from "./suites/index.ts";
import { found, type System } from "./system.ts";

const SECRET = "two nodes' secret, which tests may know";

const services: AsyncDisposable[] = [];
let system: System;

/**
 * A node's way to a service. With JITTER=1 what goes over it is late, by so many milliseconds at most, as between regions:
 * what fails then is a test that asks one node for what another was told a moment ago, or a node that says what it should
 * know better.
 */
async function wayTo({ url, port }: { url: string; port: number }, most: number): Promise<string> {
  if (!process.env.JITTER) return url;
  const link = await new Link(port).start();
  link.delay = () => Math.random() * most;
  services.unshift(link);
  return url.replace(String(port), String(link.port));
}

setDefaultTimeout(30_000);

beforeAll(async () => {
  const [redis, sqld] = await Promise.all([startRedis(), startSqld()]);
  services.push(redis, sqld);
  const shared = {
    JWT_SECRET: SECRET,
    RATE_LIMITS: "off",
    NODE_ENV: "test",
  };
  const nodes = await Promise.all(
    [1, 2].map(async (number) => {
      const DATABASE_REPLICA_PATH = join(redis.directory, `replica-${number}.db`);
      const [REDIS_URL, DATABASE_URL] = await Promise.all([wayTo(redis, 100), wayTo(sqld, 20)]);
      return new WispNode({ ...shared, REDIS_URL, DATABASE_URL, DATABASE_REPLICA_PATH });
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
