/**
 * The bare peer: Bun's own server and SQLite and nothing else. It speaks the little of Wisp's contract that the load
 * generator uses, believes every login, commits each message by itself with fsync, and publishes it to the room's topic.
 * With STORE=off it stores nothing: the limit of what this runtime delivers. With REDIS_URL there are several of it; with DATABASE_URL it stores on
 * a libSQL server, many messages a transaction.
 */
import { Database } from "bun:sqlite";
import { Redis } from "ioredis";
import { groupStore } from "./group.ts";

type Client = { userId: string };
type Sent = { content: string; clientMessageId: string };
type Frame = Sent & { type: string; token: string; roomId: string };

const CHANNEL = "rooms";
const NODE = Bun.randomUUIDv7();
/** About as long as Wisp's page of a room with 50 messages and 50 rooms beside it. */
const PAGE = `<!doctype html><title>Room</title>${"<p>What somebody said in this room.</p>".repeat(2000)}`;
const HTML = { headers: { "content-type": "text/html; charset=utf-8" } };

const database = new Database(process.env.DATABASE_FILE ?? ":memory:", { create: true });
database.run("PRAGMA journal_mode = WAL");
database.run("PRAGMA synchronous = FULL");
database.run(
  "CREATE TABLE IF NOT EXISTS messages (id INTEGER PRIMARY KEY, room_id TEXT, sender_id TEXT, content TEXT, client_message_id TEXT, created_at TEXT)",
);
database.run("CREATE UNIQUE INDEX IF NOT EXISTS messages_once ON messages (sender_id, client_message_id)");
const insert = database.prepare(
  "INSERT INTO messages (room_id, sender_id, content, client_message_id, created_at) VALUES (?, ?, ?, ?, ?)",
);

function connectRedis(): Redis | undefined {
  const url = process.env.REDIS_URL;
  if (url === undefined) return undefined;
  const subscriber = new Redis(url);
  void subscriber.subscribe(CHANNEL);
  subscriber.on("message", (_channel, text) => {
    const [from, roomId = ""] = text.split(" ", 2);
    if (from !== NODE) server.publish(roomId, text.slice(NODE.length + roomId.length + 2));
  });
  return new Redis(url, { enableAutoPipelining: true });
}

const { DATABASE_URL, DATABASE_ADMIN_URL, STORE } = process.env;
const remote = DATABASE_URL ? await groupStore(DATABASE_URL, DATABASE_ADMIN_URL ?? DATABASE_URL) : undefined;

/** Stores it, acknowledges it, publishes it; all in one go where the store is ours. */
function send(roomId: string, senderId: string, sent: Sent, acknowledge: (message: object) => void): void {
  const { content, clientMessageId } = sent;
  const createdAt = new Date().toISOString();
  const message = { roomId, senderId, content, clientMessageId, createdAt };
  const row = [roomId, senderId, content, clientMessageId, createdAt];
  if (remote) return void remote(row).then(() => tell(message, acknowledge));
  const id = STORE === "off" ? 0 : Number(insert.run(...row).lastInsertRowid);
  tell({ id, ...message }, acknowledge);
}

type Message = Sent & { id?: number; roomId: string; senderId: string; createdAt: string };

function tell(message: Message, acknowledge: (message: object) => void): void {
  acknowledge(message);
  const text = JSON.stringify({ type: "new_message", message });
  server.publish(message.roomId, text);
  void redis?.publish(CHANNEL, `${NODE} ${message.roomId} ${text}`);
}

/** The token is `user@room,room …`: here a login also says which rooms to hear. */
function authenticate(socket: Bun.ServerWebSocket<Client>, token: string): void {
  const [userId = "", roomIds = ""] = token.split("@");
  socket.data.userId = userId;
  for (const roomId of roomIds.split(",")) socket.subscribe(roomId);
  socket.send(JSON.stringify({ type: "authenticated", userId }));
}

/** `POST /api/rooms/ROOM/messages`, by whoever the authorization names. */
async function post(request: Request): Promise<Response> {
  const roomId = request.url.split("/")[5] ?? "";
  const [senderId = ""] = (request.headers.get("authorization") ?? "").slice("Bearer ".length).split("@");
  const sent = (await request.json()) as Sent;
  const { promise, resolve } = Promise.withResolvers<Response>();
  send(roomId, senderId, sent, (message) => resolve(Response.json(message, { status: 201 })));
  return promise;
}

const server = Bun.serve<Client>({
  hostname: "127.0.0.1",
  port: Number(process.env.PORT),
  fetch(request, self) {
    if (request.method === "POST") return post(request);
    if (self.upgrade(request, { data: { userId: "" } })) return undefined;
    return new Response(PAGE, HTML);
  },
  websocket: {
    perMessageDeflate:
      process.env.COMPRESSION === "on" ? { compress: "shared", decompress: "shared" } : false,
    message(socket, text) {
      const frame = JSON.parse(String(text)) as Frame;
      if (frame.type === "authenticate") return authenticate(socket, frame.token);
      if (frame.type !== "send_message") return;
      const { clientMessageId } = frame;
      send(frame.roomId, socket.data.userId, frame, (message) =>
        socket.send(JSON.stringify({ type: "message_ack", clientMessageId, message })),
      );
    },
  },
});
const redis = connectRedis();
process.on("SIGTERM", () => process.exit(0));
