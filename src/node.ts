import { join } from "node:path";
import { Database } from "../db/database.ts";
import { createChannels } from "./channels/index.ts";
import type { SocketData } from "./channels/connection.ts";
import { refuse, upgrade } from "./channels/upgrade.ts";
import type { Config } from "./config.ts";
import { Access } from "./domain/access.ts";
import { latestAccessChange } from "./domain/access-changes.ts";
import { createPasswords } from "./domain/accounts/passwords.ts";
import { createTokens } from "./domain/accounts/tokens.ts";
import type { Context } from "./domain/context.ts";
import { Events } from "./domain/events.ts";
import { Limits } from "./domain/limits.ts";
import { createHealth } from "./health.ts";
import { startCatchUp } from "./jobs/catch-up.ts";
import { startCleanUp } from "./jobs/clean-up.ts";
import { startDurability } from "./jobs/durability.ts";
import { errorFields, type Logger } from "./lib/logger.ts";
import { watchLoop } from "./lib/loop-watch.ts";
import { createMetrics, type Metrics } from "./lib/metrics.ts";
import { MemoryRateLimiter } from "./lib/rate-limiter.ts";
import { MemoryBroker } from "./realtime/broker.ts";
import { RedisBroker } from "./realtime/redis-broker.ts";
import { RedisRateLimiter } from "./realtime/redis-rate-limiter.ts";
import { createApp } from "./routes/app.ts";
import { createAssets } from "./routes/assets.ts";
import { readSecret } from "./secret.ts";
import { stopGently } from "./stop.ts";

export type Node = {
  url: string;
  port: number;
  context: Context;
  metrics: Metrics;
  stop: () => Promise<void>;
};

const root = join(import.meta.dir, "..");

/** Starts one node: everything is put together here, and nowhere else. */
export async function startNode(config: Config, log: Logger): Promise<Node> {
  const nodeId = Bun.randomUUIDv7();
  const metrics = createMetrics({ region: config.region });
  const onError = (error: unknown, connectionId?: string) => {
    metrics.errors.inc();
    log.error("fault", { connectionId, ...errorFields(error) });
  };
  const { broker, limiter } = connect(config, nodeId, metrics, onError);
  const context = await createContext(config, metrics, limiter);
  const channels = createChannels({
    nodeId,
    context,
    broker,
    compression: config.socketCompression,
    limitFrames: config.rateLimits !== undefined,
    onDelivered: (listeners) => metrics.deliveries.inc(listeners),
    onFilled: (changes) => metrics.filled.inc(changes),
    onResumed: (source) => metrics.resumes.inc({ source }),
    observe: {
      frame: (type, milliseconds) => metrics.frame([type], milliseconds / 1000),
      closed: (code) => metrics.closes.inc({ code }),
    },
    onError,
  });
  context.online = (userIds) => new Set(userIds.filter((userId) => channels.presence.isOnline(userId)));
  metrics.watch({
    connections: () => channels.gateway.open,
    newcomers: () => channels.gateway.waiting,
    trackedRooms: () => channels.delivery.sequencer.topics.length,
    databaseUp: () => (context.database.answering ? 1 : 0),
    databasePending: () => context.database.pending,
    brokerUp: () => (broker.state === "down" ? 0 : 1),
  });
  const app = createApp(
    context,
    {
      config,
      log,
      limited: config.rateLimits !== undefined,
      health: createHealth({ database: context.database, broker, region: config.region }),
      metrics: async () => ({
        contentType: metrics.registry.contentType,
        body: await metrics.registry.metrics(),
      }),
      observe: ({ method, route, status, milliseconds }) =>
        metrics.request([method, route, String(status)], milliseconds / 1000),
    },
    createAssets({ root }),
  );
  // Before anybody is let in: what is remembered of them from now on is kept up to date.
  const seen = await latestAccessChange(context);
  let accepting = true;
  const upgrading = { accepting: () => accepting, full: () => channels.gateway.full, ...config };
  const server = Bun.serve<SocketData>({
    port: config.port,
    hostname: config.host,
    development: false,
    websocket: channels.gateway.handler,
    fetch(request, self) {
      const url = URL.parse(request.url);
      if (!url) return refuse(400, "invalid_request", "The Host header names no host.");
      if (url.pathname === "/ws") return upgrade(request, url, self, upgrading);
      return app.fetch(request, { address: self.requestIP(request)?.address ?? "unknown" });
    },
  });
  channels.hub.attach(server);
  const jobs = [
    startCatchUp({ context, broker, seen, ...channels, onError }),
    startCleanUp(context, onError),
    startDurability(context, log, onError),
  ];
  const unwatch = watchLoop(metrics);
  return {
    url: config.baseUrl ?? `http://localhost:${server.port}`,
    port: server.port ?? config.port,
    context,
    metrics,
    async stop() {
      accepting = false;
      await stopGently({ server, hub: channels.hub });
      for (const job of jobs) job.stop();
      channels.close();
      unwatch();
      await context.database.close();
      await Promise.all([broker.close(), limiter.close()]);
    },
  };
}

/** The seams between nodes: in memory for a process that is alone, by Redis for several. */
function connect(config: Config, nodeId: string, metrics: Metrics, onError: (error: unknown) => void) {
  if (!config.redis)
    return {
      broker: new MemoryBroker(),
      limiter: Object.assign(new MemoryRateLimiter(), { close: () => Promise.resolve() }),
    };
  const broker = new RedisBroker({
    nodeId,
    ...config.redis,
    onDropped: () => metrics.brokerDropped.inc(),
    onError,
  });
  return { broker, limiter: new RedisRateLimiter(config.redis.url) };
}

async function createContext(
  config: Config,
  metrics: Metrics,
  limiter: MemoryRateLimiter | RedisRateLimiter,
): Promise<Context> {
  const database = new Database({
    ...config.database,
    observeBatch({ jobs, milliseconds }) {
      metrics.batch.observe(milliseconds / 1000);
      metrics.batchSize.observe(jobs);
    },
  });
  await database.migrate();
  const events = new Events();
  events.subscribe(
    (event) => event.type === "message_changed" && metrics.messages.inc({ change: event.change }),
  );
  return {
    database,
    events,
    access: new Access(database),
    limits: new Limits(limiter, config.rateLimits, (limit) => metrics.limitsHit.inc({ limit })),
    passwords: await createPasswords(),
    tokens: createTokens(readSecret(config)),
    online: () => new Set(),
  };
}
