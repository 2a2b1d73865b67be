/** Several real nodes on one real Redis and one real libSQL server, and what the server's tables hold. */
import type { Message } from "../../src/lib/contract/objects.ts";
import type { Held } from "../support/holder.ts";
import { type NodeSettings, WispNode } from "../support/node.ts";
import { type RedisServer, startRedis } from "../support/redis.ts";
import { type SqldServer, startSqld } from "../support/sqld.ts";
import { join } from "node:path";

type Cell = { type: string; value?: string | number };
type Pipeline = { results: { response?: { result?: { rows: Cell[][] } }; error?: { message: string } }[] };
export type Query = (sql: string) => Promise<unknown[][]>;
export type State = { revision: number; messages: Held[] };

const SECRET = "the secret that all nodes of these tests share";

/** Columns of `Held`, in its order. */
const HELD =
  "id, sequence, revision, sender_id, content, client_message_id, edited_at IS NOT NULL, deleted_at IS NOT NULL";

function asHeld([
  id,
  sequence,
  revision,
  senderId,
  content,
  clientMessageId,
  edited,
  deleted,
]: unknown[]): Held {
  const message = {
    id,
    sequence: Number(sequence),
    revision: Number(revision),
    senderId,
    content,
    clientMessageId,
  } as Message;
  return { ...message, edited: Number(edited) === 1, deleted: Number(deleted) === 1 };
}

/** What is stored of a room, asked of the tables themselves. */
export async function stateOf(query: Query, roomId: string): Promise<State> {
  const rows = await query(`SELECT ${HELD} FROM messages WHERE room_id = '${roomId}' ORDER BY sequence`);
  const [[revision] = []] = await query(`SELECT revision FROM rooms WHERE id = '${roomId}'`);
  return { revision: Number(revision), messages: rows.map(asHeld) };
}

/** Asks a libSQL server's tables. */
export const queryOf =
  ({ url }: { url: string }): Query =>
  async (sql) => {
    const body = JSON.stringify({ requests: [{ type: "execute", stmt: { sql } }, { type: "close" }] });
    const answer = await fetch(`${url}/v2/pipeline`, {
      method: "POST",
      body,
      signal: AbortSignal.timeout(5000),
    });
    const [result] = ((await answer.json()) as Pipeline).results;
    if (result?.error) throw new Error(result.error.message);
    return (result?.response?.result?.rows ?? []).map((row) => row.map((cell) => cell.value ?? null));
  };

export type ClusterOptions = {
  nodes?: number;
  settings?: NodeSettings;
  redisUrl?: string;
  databaseUrl?: string;
};

export class Cluster implements AsyncDisposable {
  readonly redis: RedisServer;
  readonly sqld: SqldServer;
  readonly nodes: WispNode[];

  private constructor(redis: RedisServer, sqld: SqldServer, nodes: WispNode[]) {
    this.redis = redis;
    this.sqld = sqld;
    this.nodes = nodes;
  }

  /** The second node, and every second one after it, reads from a replica file of its own. */
  static async start({
    nodes = 2,
    settings = {},
    redisUrl,
    databaseUrl,
  }: ClusterOptions = {}): Promise<Cluster> {
    const [redis, sqld] = await Promise.all([startRedis(), startSqld()]);
    const all = Array.from({ length: nodes }, (_, index) => {
      const node: NodeSettings = {
        ...sharedSettings(redisUrl ?? redis.url, databaseUrl ?? sqld.url),
        ...settings,
      };
      const created = new WispNode(node);
      if (index % 2 === 1) node["DATABASE_REPLICA_PATH"] = replicaOf(created);
      return created;
    });
    const cluster = new Cluster(redis, sqld, all);
    await Promise.all(all.map((node) => node.start()));
    return cluster;
  }

  node(index: number): WispNode {
    const node = this.nodes[index];
    if (!node) throw new Error(`there is no node ${index}`);
    return node;
  }

  readonly query: Query = (sql) => queryOf(this.sqld)(sql);

  stateOf(roomId: string): Promise<State> {
    return stateOf(this.query, roomId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const node of this.nodes) await node[Symbol.asyncDispose]();
    await Promise.all([this.redis[Symbol.asyncDispose](), this.sqld[Symbol.asyncDispose]()]);
  }
}

export const sharedSettings = (redisUrl: string, databaseUrl: string): NodeSettings => ({
  REDIS_URL: redisUrl,
  DATABASE_URL: databaseUrl,
  JWT_SECRET: SECRET,
  RATE_LIMITS: "off",
  // No balancer is there that would have to notice.
  DRAIN_SECONDS: "0",
});

export const replicaOf = (node: WispNode): string => join(node.directory, "replica.db");

/** `/health` of a node: its status word, or undefined while nobody answers. */
export async function healthOf({
  url,
}: {
  url: string;
}): Promise<{ status: string; checks: Record<string, { status: string }> } | undefined> {
  try {
    return (await (await fetch(`${url}/health`, { signal: AbortSignal.timeout(8000) })).json()) as Awaited<
      ReturnType<typeof healthOf>
    >;
  } catch {
    return undefined;
  }
}

/** The sum of a metric over its labels. */
export async function metricOf(node: { url: string }, name: string): Promise<number> {
  return (await metricsOf(node))(name);
}

/** All metrics as of one moment; labels may be narrowed by a text such as `le="0.5"`. */
export async function metricsOf({ url }: { url: string }) {
  const lines = (await (await fetch(`${url}/metrics`)).text()).split("\n");
  return (name: string, label = ""): number =>
    lines
      .filter((line) => (line.startsWith(`${name}{`) || line.startsWith(`${name} `)) && line.includes(label))
      .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
}
