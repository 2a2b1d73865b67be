import { createClient } from "@libsql/client";

type Row = (string | number)[];
type Waiting = { row: Row; stored: () => void };

const TABLE =
  "CREATE TABLE IF NOT EXISTS messages (id INTEGER PRIMARY KEY, room_id TEXT, sender_id TEXT, content TEXT, client_message_id TEXT, created_at TEXT)";
const ONCE = "CREATE UNIQUE INDEX IF NOT EXISTS messages_once ON messages (sender_id, client_message_id)";
const INSERT =
  "INSERT INTO messages (room_id, sender_id, content, client_message_id, created_at) VALUES (?, ?, ?, ?, ?)";

/** Stores rows on a libSQL server: all that came while the transaction before was under way go into the next one. */
export async function groupStore(url: string, adminUrl: string): Promise<(row: Row) => Promise<void>> {
  const client = createClient({ url });
  await fetch(new URL("/v1/namespaces/default/config", adminUrl), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      block_reads: false,
      block_writes: false,
      allow_attach: false,
      txn_timeout_s: 5,
      durability_mode: "strong",
    }),
  });
  await client.batch([TABLE, ONCE], "write");
  let waiting: Waiting[] = [];
  let busy = false;
  const run = async () => {
    busy = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await client.batch(
        batch.map(({ row }) => ({ sql: INSERT, args: row })),
        "write",
      );
      for (const { stored } of batch) stored();
    }
    busy = false;
  };
  return (row) =>
    new Promise((stored) => {
      waiting.push({ row, stored });
      if (!busy) void run();
    });
}
