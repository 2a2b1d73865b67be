/** What an installation has grown to: people, rooms and messages beside those that are measured. */
import { openSeeded } from "./file.ts";
import { addMemberships, addMessages, addRooms, addSessions, addUsers } from "./rows.ts";
import { ids } from "./wisp.ts";

export type Crowd = { messages: number; rooms: number; users: number };

/** People in each of the crowd's rooms. */
const MEMBERS = 20;

export async function seedCrowd({ messages, rooms, users }: Crowd, file: string): Promise<void> {
  const roomIds = ids(rooms);
  const userIds = ids(users);
  const perRoom = Math.round(messages / rooms);
  /** Everybody is in as many rooms as anybody else, each time with others. */
  const membersOf = (room: number) =>
    Array.from(
      { length: MEMBERS },
      (_, index) => userIds[(room * MEMBERS + index * (room + 1)) % users] ?? "",
    );
  using seeded = await openSeeded(file);
  const { database } = seeded;
  seeded.fill(() => {
    addRooms(database, roomIds, perRoom);
    addUsers(database, userIds);
    addSessions(database, ids(users), userIds);
    roomIds.forEach((roomId, room) => {
      const members = [...new Set(membersOf(room))];
      addMemberships(
        database,
        members.map((userId): [string, string] => [roomId, userId]),
        perRoom,
      );
      addMessages(database, roomId, members, perRoom);
    });
  });
}
