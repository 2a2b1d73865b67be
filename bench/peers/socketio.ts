/**
 * The Socket.IO peer: rooms as its guide shows them, each message committed by itself with fsync through the same client
 * library as Wisp's, acknowledged and then emitted to the room. Runs on Node where it is installed, else on Bun.
 */
import { createServer } from "node:http";
import { createClient } from "@libsql/client";
import { Server } from "socket.io";

type Sent = { roomId: string; id: string; content: string };
type Login = { token: string; roomId: string };

// One connection: a pragma holds only for the connection that ran it.
const database = createClient({ url: `file:${process.env.DATABASE_FILE}`, concurrency: 1 });
await database.execute("PRAGMA journal_mode = WAL");
await database.execute("PRAGMA synchronous = FULL");
await database.execute(
  "CREATE TABLE messages (id INTEGER PRIMARY KEY, room_id TEXT, sender_id TEXT, content TEXT, client_message_id TEXT, created_at TEXT)",
);
await database.execute("CREATE UNIQUE INDEX messages_once ON messages (sender_id, client_message_id)");
const insert =
  "INSERT INTO messages (room_id, sender_id, content, client_message_id, created_at) VALUES (?, ?, ?, ?, ?)";

async function store(senderId: string, sent: Sent, createdAt: string): Promise<number> {
  if (process.env.STORE === "off") return 0;
  const args = [sent.roomId, senderId, sent.content, sent.id, createdAt];
  return Number((await database.execute({ sql: insert, args })).lastInsertRowid);
}

const http = createServer((_request, response) => response.end("ok"));
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false });

io.on("connection", (socket) => {
  const { token: senderId, roomId } = socket.handshake.auth as Login;
  void socket.join(roomId);
  socket.on("message", async (sent: Sent, acknowledge: (id: string, message: object) => void) => {
    const createdAt = new Date().toISOString();
    const id = await store(senderId, sent, createdAt);
    const message = {
      id,
      roomId: sent.roomId,
      senderId,
      content: sent.content,
      clientMessageId: sent.id,
      createdAt,
    };
    acknowledge(sent.id, message);
    io.to(sent.roomId).emit("message", message);
  });
});

process.on("SIGTERM", () => process.exit(0));
http.listen({ port: Number(process.env.PORT), host: "127.0.0.1", backlog: 4096 });
