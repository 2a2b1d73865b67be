import { existsSync } from "node:fs";
import { join } from "node:path";
import { Database } from "bun:sqlite";
import type { DialectName } from "../load/job.ts";
import { seedWisp } from "../seed/wisp.ts";

/**
 * Groups of people. `rooms`: how many groups; each has `members` people, who share `each` rooms (1) with `messages` (0)
 * in each.
 */
export type Layout = { rooms: number; members: number; each?: number; messages?: number };
export type Credentials = { roomIds: string[]; tokens: string[] };

/** A server under test: how to fill its database, start it, and count what it stored. */
export type Target = {
  name: "wisp" | "relay" | "bare" | "socketio";
  title: string;
  dialect: DialectName;
  readyPath: string;
  prepare(layout: Layout, directory: string): Promise<Credentials>;
  command(): Promise<string[]>;
  environment(port: number, directory: string): Record<string, string>;
  /** Messages in its database; null where it stores none. */
  stored(directory: string): number | null | Promise<number>;
};

/** Signs the tokens of those who are seeded. */
export const SECRET = "the benchmark's own secret, thirty-two characters or more";
const root = join(import.meta.dir, "..", "..");
const peer = (file: string): string => join(import.meta.dir, "..", "peers", file);
export const databaseFile = (directory: string): string => join(directory, "bench.db");

function countMessages(directory: string): number {
  if (!existsSync(databaseFile(directory))) return 0;
  const database = new Database(databaseFile(directory));
  try {
    return database.query<{ count: number }, []>("SELECT count(*) AS count FROM messages").get()?.count ?? 0;
  } finally {
    database.close();
  }
}

/** A login of theirs names the person and the rooms. */
function peerCredentials({ rooms, members, each = 1 }: Layout): Promise<Credentials> {
  const roomIds = Array.from({ length: rooms * each }, () => Bun.randomUUIDv7());
  const tokens = Array.from({ length: rooms * members }, (_, index) => {
    const group = Math.floor(index / members);
    return `${Bun.randomUUIDv7()}@${roomIds.slice(group * each, (group + 1) * each).join(",")}`;
  });
  return Promise.resolve({ roomIds, tokens });
}

/** Node reads no types from a string, and its module look-up starts where it runs: so the peer is passed as text. */
async function socketIoCommand(): Promise<string[]> {
  if (Bun.which("node") === null) return [process.execPath, peer("socketio.ts")];
  const source = await Bun.file(peer("socketio.ts")).text();
  const code = new Bun.Transpiler({ loader: "ts" }).transformSync(source);
  return ["node", "--input-type=module", "--eval", code];
}

const peerEnvironment = (port: number, directory: string): Record<string, string> => ({
  PORT: String(port),
  DATABASE_FILE: databaseFile(directory),
});

const wisp: Target = {
  name: "wisp",
  title: "Wisp",
  dialect: "wisp",
  readyPath: "/health",
  prepare: (layout, directory) => seedWisp(layout, databaseFile(directory), SECRET),
  command: () => Promise.resolve([process.execPath, join(root, "src", "server.ts")]),
  environment: (port, directory) => ({
    PORT: String(port),
    HOST: "127.0.0.1",
    DATA_DIR: directory,
    DATABASE_URL: `file:${databaseFile(directory)}`,
    JWT_SECRET: SECRET,
    RATE_LIMITS: "off",
    LOG_LEVEL: "warn",
  }),
  stored: countMessages,
};

const bare: Target = {
  name: "bare",
  title: "Bare Bun + SQLite",
  dialect: "wisp",
  readyPath: "/",
  prepare: peerCredentials,
  command: () => Promise.resolve([process.execPath, peer("bare.ts")]),
  environment: peerEnvironment,
  stored: countMessages,
};

const relay: Target = {
  ...bare,
  name: "relay",
  title: "Bare Bun, stores nothing",
  environment: (port, directory) => ({ ...peerEnvironment(port, directory), STORE: "off" }),
  stored: () => null,
};

const socketio: Target = {
  name: "socketio",
  title: Bun.which("node") === null ? "Socket.IO on Bun (no Node here)" : "Socket.IO on Node",
  dialect: "socketio",
  readyPath: "/",
  prepare: peerCredentials,
  command: socketIoCommand,
  environment: peerEnvironment,
  stored: countMessages,
};

export const targets: Target[] = [wisp, relay, bare, socketio];
export const projectRoot = root;

/** The same server with further settings. */
export const withSettings = (target: Target, settings: Record<string, string>): Target => ({
  ...target,
  environment: (port, directory) => ({ ...target.environment(port, directory), ...settings }),
});
