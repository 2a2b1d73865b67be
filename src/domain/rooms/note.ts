import { type SQL, sql } from "drizzle-orm";
import type { RoomNote } from "../../lib/contract/notes.ts";
import type { RoomKind } from "../../lib/contract/objects.ts";
import { toTime } from "../../lib/time.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";

/** Whose doing it is. */
export type Author = Pick<Actor, "userId" | "username" | "displayName" | "avatarUrl">;
/** What the statement of a note returned. */
export type Noted = [sequence: number, revision: number, content: string][];

/**
 * A change of a room as a message of it, so that it has its place in the room's order and is caught up like any other:
 * `statement` stands right behind the one that changes the room, in its transaction, and stores nothing where that
 * changed nothing; `tell` takes what it returned.
 */
export function noteOf(
  { database: { writing }, events }: Context,
  author: Author,
  room: { id: string; kind: RoomKind },
  note: RoomNote | SQL,
) {
  const id = Bun.randomUUIDv7();
  const now = Date.now();
  const content = "changed" in note || "archived" in note || "role" in note ? JSON.stringify(note) : note;
  const statement = writing.all<Noted[number]>(sql`
    INSERT INTO messages (id, room_id, sequence, revision, created_revision, sender_id, content, message_type, created_at)
    SELECT ${id}, r.id, r.last_sequence + 1, r.revision + 1, r.revision + 1, ${author.userId}, ${content}, 'system', ${now}
    FROM rooms r WHERE r.id = ${room.id} AND changes() > 0
    RETURNING sequence, revision, content`);
  const tell = ([stored]: Noted): void => {
    if (!stored) return;
    const [sequence, revision, text] = stored;
    events.emit({
      type: "message_changed",
      change: "new_message",
      message: {
        ...{ id, roomId: room.id, roomKind: room.kind, sequence, revision, content: text },
        senderId: author.userId,
        senderUsername: author.username,
        senderDisplayName: author.displayName,
        senderAvatarUrl: author.avatarUrl,
        messageType: "system",
        ...{ clientMessageId: null, threadRootId: null, editedAt: null, deletedAt: null },
        createdAt: toTime(now),
      },
    });
  };
  return { statement, tell };
}
