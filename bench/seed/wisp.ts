/**
 * Fills Wisp's database before the server starts: registering ten thousand people over HTTP would hash ten thousand
 * passwords. The rows are the ones that registering, signing in, joining and sending write; only the password hash is a
 * dummy. May be called again for the same file: what is there stays.
 */
import type { Database } from "bun:sqlite";
import { createTokens } from "../../src/domain/accounts/tokens.ts";
import type { Credentials, Layout } from "../run/targets.ts";
import { openSeeded } from "./file.ts";
import { addMemberships, addMessages, addRooms, addSessions, addUsers } from "./rows.ts";

/** In groups of `members`, each of which shares `each` rooms. */
export async function seedWisp(layout: Layout, file: string, secret: string): Promise<Credentials> {
  const { rooms: groups, members, each = 1, messages = 0 } = layout;
  const roomIds = ids(groups * each);
  const userIds = ids(groups * members);
  const sessionIds = ids(groups * members);
  using seeded = await openSeeded(file);
  const { database } = seeded;
  seeded.fill(() => {
    addRooms(database, roomIds, messages);
    addUsers(database, userIds);
    addSessions(database, sessionIds, userIds);
    addMemberships(database, pairs(layout, roomIds, userIds), messages);
    addAll(database, layout, roomIds, userIds);
  });
  const { sign } = createTokens(secret);
  const tokens = userIds.map((userId, index) => sign(userId, sessionIds[index] ?? ""));
  return { roomIds, tokens: await Promise.all(tokens) };
}

function addAll(database: Database, layout: Layout, roomIds: string[], userIds: string[]): void {
  const { members, each = 1, messages = 0 } = layout;
  if (messages === 0) return;
  roomIds.forEach((roomId, index) => {
    const from = Math.floor(index / each) * members;
    addMessages(database, roomId, userIds.slice(from, from + members), messages);
  });
}

/** Room and person of every membership: a group's people are in all of its rooms. */
function pairs({ members, each = 1 }: Layout, roomIds: string[], userIds: string[]): [string, string][] {
  return userIds.flatMap((userId, index) => {
    const group = Math.floor(index / members);
    return roomIds
      .slice(group * each, (group + 1) * each)
      .map((roomId): [string, string] => [roomId, userId]);
  });
}

export const ids = (count: number): string[] => Array.from({ length: count }, () => Bun.randomUUIDv7());
