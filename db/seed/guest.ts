import type { Database } from "../database.ts";
import type { Statement } from "../protocol.ts";
import { users } from "../schema/index.ts";
import { toStatement } from "./furnish.ts";
import { HOUR } from "./talk.ts";

/** Somebody from elsewhere, who was brought into one room and sees nothing else. Signs in like the others. */
const guest = { username: "nora", displayName: "Nora Feld", email: "nora@example.org", room: "Support" };

const BRING = `
  INSERT INTO memberships (room_id, user_id, role, last_read_sequence, last_delivered_sequence, joined_at)
  SELECT r.id, u.id, 'member', r.last_sequence, r.last_sequence, u.created_at FROM rooms r JOIN users u ON u.username = ?1
  WHERE r.name = ?2`;

/** To be stored after the rooms. */
export function invited({ writing }: Database, passwordHash: string, now: number): Statement[] {
  const { room, ...person } = guest;
  const createdAt = now - 7 * 24 * HOUR;
  const account = {
    id: Bun.randomUUIDv7(),
    role: "guest" as const,
    passwordHash,
    createdAt,
    emailVerifiedAt: createdAt,
  };
  return [
    toStatement(writing.insert(users).values({ ...account, ...person })),
    { sql: BRING, args: [person.username, room] },
  ];
}
