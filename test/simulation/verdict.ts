/** What must be true of a run when it is over. */
import type { World } from "./world.ts";
import { same } from "./copy.ts";

/** Whether every client holds as much as the database and knows what became of all that it sent. */
export function isSettled(world: World): boolean {
  return unsettled(world) === undefined;
}

function unsettled({ clients, post, history, roomIds, nodes }: World): string | undefined {
  for (const { state, clientMessageId } of post.outbox.values())
    if (state === "sending") return `${clientMessageId} is still to be sent`;
  for (const { name, port } of nodes) if (!port) return `${name} is not up`;
  for (const { name, online, rooms, resumption, person } of clients) {
    if (!online) return `${name} is not connected`;
    const mine = history.roomsOf(person.userId, roomIds);
    if (!rooms.idle) return `${name} is still loading`;
    for (const roomId of mine) {
      const [has, is] = [resumption.revisions.get(roomId), history.changes(roomId).length];
      if (has !== is) return `${name} holds ${has} of ${is} in ${roomId.slice(-4)}`;
    }
  }
  return undefined;
}

export function verify(world: World): void {
  const open = unsettled(world);
  if (open !== undefined)
    return world.fail(`after ${Math.round(world.settledAfter)} ms without a fault ${open}`);
  for (const { rooms, fail, person } of clientsOf(world)) {
    for (const roomId of world.history.roomsOf(person.userId, world.roomIds)) {
      const present = world.history.present(roomId);
      const held = rooms.copies.get(roomId)?.messages ?? [];
      if (
        held.length !== present.length ||
        !present.every((message, index) => same(message, held[index] as typeof message))
      )
        fail("holds something else than the database");
    }
  }
  verifyTables(world);
  for (const [clientMessageId, { id }] of world.post.acknowledgements)
    if (!world.history.latest(id)) world.fail(`${clientMessageId} was acknowledged and is not stored`);
}

const clientsOf = (world: World) =>
  world.clients.map((client) => ({
    rooms: client.rooms,
    person: client.person,
    fail: (problem: string) => client.fail(problem),
  }));

/** The tables say what the log of all commits says. */
function verifyTables(world: World): void {
  const statement =
    "SELECT r.id, r.revision, r.last_sequence, count(m.id), coalesce(max(m.revision), 0) FROM rooms r LEFT JOIN messages m ON m.room_id = r.id GROUP BY r.id";
  const [rows = []] = world.disk.run([{ sql: statement, args: [] }], "read");
  for (const row of rows) {
    const roomId = String(row[0]);
    const [revision = 0, sequence = 0, count = 0, newest = 0] = row.slice(1).map(Number);
    const changes = world.history.changes(roomId).length;
    if (revision !== changes || newest !== changes)
      world.fail(`the room stands at ${revision}, its changes at ${changes}`);
    if (sequence !== count) world.fail(`${count} messages are numbered up to ${sequence}`);
  }
}
