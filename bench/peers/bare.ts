/**
 * The bare peer: Bun's own server and SQLite and nothing else. It speaks the few frames of Wisp's contract that the load
 * generator uses, believes every login, commits each message by itself with fsync, and publishes it to the room's topic.
 * With STORE=off it stores nothing: the limit of what this runtime delivers.
 */
import { Database } from "bun:sqlite";

type Client = { userId: string };
type Frame = { type: string; token: string; roomId: string; content: string; clientMessageId: string };

const database = new Database(process.env.DATABASE_FILE ?? ":memory:", { create: true });
database.run("PRAGMA journal_mode = WAL");
database.run("PRAGMA synchronous = FULL");
database.run(
  "CREATE TABLE messages (id INTEGER PRIMARY KEY, room_id TEXT, sender_id TEXT, content TEXT, client_message_id TEXT, created_at TEXT)",
);
database.run("CREATE UNIQUE INDEX messages_once ON messages (sender_id, client_message_id)");
const insert = database.prepare(
  "INSERT INTO messages (room_id, sender_id, content, client_message_id, created_at) VALUES (?, ?, ?, ?, ?)",
);

function store(senderId: string, frame: Frame, createdAt: string): number {
  if (process.env.STORE === "off") return 0;
  const { roomId, content, clientMessageId } = frame;
  return Number(insert.run(roomId, senderId, content, clientMessageId, createdAt).lastInsertRowid);
}

function sendMessage(socket: Bun.ServerWebSocket<Client>, frame: Frame): void {
  const { roomId, content, clientMessageId } = frame;
  const createdAt = new Date().toISOString();
  const id = store(socket.data.userId, frame, createdAt);
  const message = { id, roomId, senderId: socket.data.userId, content, clientMessageId, createdAt };
  socket.send(JSON.stringify({ type: "message_ack", clientMessageId, message }));
  server.publish(roomId, JSON.stringify({ type: "new_message", message }));
}

/** The token is `user@room`: here a login also says which room to hear. */
function authenticate(socket: Bun.ServerWebSocket<Client>, token: string): void {
  const [userId = "", roomId = ""] = token.split("@");
  socket.data.userId = userId;
  socket.subscribe(roomId);
  socket.send(JSON.stringify({ type: "authenticated", userId }));
}

const server = Bun.serve<Client>({
  hostname: "127.0.0.1",
  port: Number(process.env.PORT),
  fetch: (request, self) =>
    self.upgrade(request, { data: { userId: "" } }) ? undefined : new Response("ok"),
  websocket: {
    perMessageDeflate: false,
    message(socket, text) {
      const frame = JSON.parse(String(text)) as Frame;
      if (frame.type === "authenticate") authenticate(socket, frame.token);
      else if (frame.type === "send_message") sendMessage(socket, frame);
    },
  },
});
process.on("SIGTERM", () => process.exit(0));
