import { demoFile } from "../../test/support/demo.ts";
import type { WispNode } from "../../test/support/node.ts";
import { openSeeded } from "../seed/file.ts";
import { addMemberships, addMessages, addRooms } from "../seed/rows.ts";

const MESSAGES = 100_000;

/** Puts a room of everybody with a hundred thousand messages, all read, into the file of a node that does not run. */
export async function addLongRoom(node: WispNode): Promise<string> {
  using seeded = await openSeeded(demoFile(node));
  const { database } = seeded;
  const roomId = Bun.randomUUIDv7();
  const userIds = database
    .query<{ id: string }, []>("SELECT id FROM users ORDER BY id")
    .all()
    .map(({ id }) => id);
  seeded.fill(() => {
    addRooms(database, [roomId], MESSAGES);
    addMemberships(
      database,
      userIds.map((userId): [string, string] => [roomId, userId]),
      MESSAGES,
    );
    addMessages(database, roomId, userIds, MESSAGES);
  });
  return roomId;
}
