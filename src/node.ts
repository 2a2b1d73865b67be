import { existsSync } from "node:fs";
import { join } from "node:path";
import { Database } from "../db/database.ts";
import { copyFor } from "../db/replica-files.ts";
import { expectRestored, UnsoundDatabase } from "../db/soundness.ts";
import type { Broker } from "./realtime/broker.ts";
import { createChannels } from "./channels/index.ts";
import type { SocketData } from "./channels/connection.ts";
import { refuse, requestUrl, upgrade } from "./channels/upgrade.ts";
import type { Config } from "./config.ts";
import { Access } from "./domain/access.ts";
import { latestAccessChange } from "./domain/access-changes.ts";
import { createPasswords } from "./domain/accounts/passwords.ts";
import { createTokens } from "./domain/accounts/tokens.ts";
import type { Context } from "./domain/context.ts";
import { CustomEmojis } from "./domain/emoji/index.ts";
import { Events } from "./domain/events.ts";
import { Installation } from "./domain/installation.ts";
import { Limits } from "./domain/limits.ts";
import { RoomRules } from "./domain/rules.ts";
import { createHealth } from "./health.ts";
import { startCatchUp } from "./jobs/catch-up.ts";
import { errorFields, type Logger } from "./lib/logger.ts";
import { watchLoop } from "./lib/loop-watch.ts";
import { closeLabel, createMetrics, type Metrics } from "./lib/metrics.ts";
import { MemoryRateLimiter } from "./lib/rate-limiter.ts";
import { deriveVapidKeys } from "./lib/vapid.ts";
import { SECOND } from "./lib/time.ts";
import { MemoryBroker } from "./realtime/broker.ts";
import type { RedisRateLimiter } from "./realtime/redis-rate-limiter.ts";
import { createApp } from "./routes/app.ts";
import { createAssets } from "./routes/assets.ts";
import { startOthers } from "./others.ts";
import { createMail } from "./post.ts";
import { readSecret, secretPath } from "./secret.ts";
import { sendAway, Stop } from "./stop.ts";
import type { Worker } from "./workers/worker.ts";

export type Node = {
  url: string;
  port: number;
  context: Context;
  metrics: Metrics;
  /** `drain`: first leave a balancer the time to notice (DRAIN_SECONDS). */
  stop: (options?: { drain?: boolean }) => Promise<void>;
};

const root = join(import.meta.dir, "..");
/** What Bun holds every request to; what it refuses, it refuses without a body (docs/protocol.md). */
const REQUEST_BOUNDS = {
  /** Seconds for a head, a body and the reading of an answer; a byte now and then does not prolong them (test/fuzz/crowd.ts). */
  idleTimeout: 10,
  /** Bytes. The routes' own limit is lower, and answers in the contract's shape. */
  maxRequestBodySize: 6 * 1024 * 1024,
};

/** Starts one node: everything is put together here, and nowhere else. `worker`: where it is one of several on its port. */
export async function startNode(config: Config, log: Logger, worker?: Worker): Promise<Node> {
  const nodeId = Bun.randomUUIDv7();
  const metrics = createMetrics({ region: config.region, ...(worker && { worker: String(worker.number) }) });
  const { onError, onFault, answerFault } = createFaults(metrics, log);
  const { broker, limiter } = await connect(config, nodeId, metrics, onError);
  const context = await createContext(config, metrics, limiter, log, worker);
  const channels = createChannels({
    nodeId,
    context,
    broker,
    compression: config.socketCompression,
    limitFrames: config.rateLimits !== undefined,
    onDelivered: (listeners) => metrics.deliveries.add(listeners),
    onFilled: (changes) => metrics.filled.inc(changes),
    onResumed: (source) => metrics.resumes.inc({ source }),
    observe: {
      frame: (type, milliseconds) => metrics.frame([type], milliseconds / 1000),
      closed: (code) => metrics.closes.inc({ code: closeLabel(code) }),
    },
    onError,
  });
  context.online = (userIds) => new Set(userIds.filter((userId) => channels.presence.isOnline(userId)));
  watchParts(metrics, { context, channels, broker });
  const stop = new Stop();
  const app = createApp(
    context,
    {
      config,
      log,
      limited: config.rateLimits !== undefined,
      health: createHealth({
        database: context.database,
        broker,
        region: config.region,
        stopping: () => stop.begun,
      }),
      metrics: worker ? exposeAll(worker, metrics) : metrics.expose,
      onFault,
      observe: ({ method, route, status, milliseconds }) =>
        metrics.request([method, route, String(status)], milliseconds / 1000),
    },
    createAssets({ root }),
  );
  // Before anybody is let in: what is remembered of them from now on is kept up to date.
  const seen = await latestAccessChange(context);
  const upgrading = { accepting: () => stop.accepting, full: () => channels.gateway.full, ...config };
  const server = Bun.serve<SocketData>({
    port: config.port,
    hostname: config.host,
    reusePort: worker !== undefined,
    development: false,
    ...REQUEST_BOUNDS,
    websocket: channels.gateway.handler,
    fetch(request, self) {
      const url = requestUrl(request.url);
      if (!url) return refuse(400, "invalid_request", "The Host header names no host.");
      if (url.pathname === "/ws") return upgrade(request, url, self, upgrading);
      const answer = app.fetch(request, {
        address: self.requestIP(request)?.address ?? "unknown",
        allow: (seconds: number) => self.timeout(request, seconds),
      });
      return stop.begun ? stop.mark(answer) : answer;
    },
    error: answerFault,
  });
  const url = config.baseUrl ?? `http://localhost:${server.port}`;
  context.mail.origin = new URL(url).origin;
  channels.hub.attach(server);
  const jobs = [
    startCatchUp({
      context,
      broker,
      seen,
      ...channels,
      onNewHistory: () => {
        log.warn("the database was restored: everyone is asked to come back");
        return sendAway(channels.hub);
      },
      onError,
    }),
    ...startOthers(context, config, metrics, log, onError),
  ];
  const unwatch = watchLoop(metrics);
  return {
    url,
    port: server.port ?? config.port,
    context,
    metrics,
    async stop({ drain = false } = {}) {
      await stop.run({ server, hub: channels.hub, drain: drain ? config.drainSeconds * SECOND : 0 });
      for (const job of jobs) job.stop();
      channels.close();
      unwatch();
      await context.database.close();
      await Promise.all([broker.close(), limiter.close()]);
    },
  };
}

type Watched = { context: Context; channels: ReturnType<typeof createChannels>; broker: Broker };

/** What is asked of the parts whenever somebody asks for the metrics. */
function watchParts(metrics: Metrics, { context: { database }, channels, broker }: Watched): void {
  metrics.watch({
    connections: () => channels.gateway.open,
    newcomers: () => channels.gateway.waiting,
    trackedRooms: () => channels.delivery.sequencer.topics.length,
    databaseUp: () => (database.answering ? 1 : 0),
    databasePending: () => database.pending,
    brokerUp: () => (broker.state === "down" ? 0 : 1),
  });
}

/** One port, and so one page for all workers behind it, whichever of them is asked. */
function exposeAll(worker: Worker, { expose, restarts }: Metrics): Metrics["expose"] {
  worker.metrics = async () => (await expose()).body;
  restarts.inc(worker.restarts);
  return async () => ({ ...(await expose()), body: await worker.gather() });
}

/** Faults of our own: a line in the log each, and one number for all of them. */
function createFaults(metrics: Metrics, log: Logger) {
  const report = (event: string, where: Record<string, string | undefined>, error: unknown) => {
    metrics.errors.inc();
    log.error(event, { ...where, ...errorFields(error) });
  };
  const onError = (error: unknown, connectionId?: string) => report("fault", { connectionId }, error);
  return {
    onError,
    onFault: (error: unknown, requestId: string) => report("request failed", { requestId }, error),
    /** For `Bun.serve`: what was thrown past the routes. */
    answerFault: (error: unknown): Response => {
      onError(error);
      return refuse(503, "unavailable", "Something went wrong here.", { "Retry-After": "1" });
    },
  };
}

/** The seams between nodes: in memory for a process that is alone, by Redis for several; who is alone does not load its client. */
async function connect(config: Config, nodeId: string, metrics: Metrics, onError: (error: unknown) => void) {
  if (!config.redis)
    return {
      broker: new MemoryBroker(),
      limiter: Object.assign(new MemoryRateLimiter(), { close: () => Promise.resolve() }),
    };
  const { RedisBroker } = await import("./realtime/redis-broker.ts");
  const { RedisRateLimiter } = await import("./realtime/redis-rate-limiter.ts");
  const broker = new RedisBroker({
    nodeId,
    ...config.redis,
    onDropped: () => metrics.brokerDropped.inc(),
    onError,
  });
  return { broker, limiter: new RedisRateLimiter(config.redis.url) };
}

/** Workers share a file, of which one reading is enough; a replica is a process's own. */
function databaseFor({ database }: Config, worker?: Worker) {
  if (!worker) return database;
  const { replicaPath } = database;
  return {
    ...database,
    replicaPath: replicaPath === undefined ? undefined : copyFor(replicaPath, worker.number),
    readWhole: worker.number === 1,
  };
}

async function createContext(
  config: Config,
  metrics: Metrics,
  limiter: MemoryRateLimiter | RedisRateLimiter,
  log: Logger,
  worker?: Worker,
): Promise<Context> {
  expectRestored(config.dataDirectory);
  const database = new Database({
    ...databaseFor(config, worker),
    usedBefore: existsSync(secretPath(config.dataDirectory)),
    observeBatch({ jobs, milliseconds }) {
      metrics.batch.observe(milliseconds / 1000);
      metrics.batchSize.observe(jobs);
    },
  });
  for (const warning of await database.migrate()) log.warn(warning);
  if (worker) worker.onDamaged = (message) => (database.damage = new UnsoundDatabase(message));
  void database.checking?.then(() => {
    if (!database.damage) return;
    log.error(database.damage.message);
    worker?.damaged(database.damage.message);
  });
  const secret = readSecret(config);
  const events = new Events();
  events.subscribe((event) => event.type === "message_changed" && metrics.messages.add(1, event.change));
  return {
    database,
    events,
    access: new Access(database),
    installation: new Installation(database),
    emoji: new CustomEmojis(database),
    rules: new RoomRules(database),
    limits: new Limits(limiter, config.rateLimits, (limit) => metrics.limitsHit.inc({ limit })),
    passwords: createPasswords(),
    tokens: createTokens(secret),
    push: { keys: deriveVapidKeys(secret), services: config.push.services },
    mail: createMail(config.mail, secret),
    online: () => new Set(),
  };
}
