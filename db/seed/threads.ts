import type { Statement } from "../protocol.ts";
import type { Ids } from "./furnish.ts";
import type { Username } from "./people.ts";
import type { Line } from "./talk.ts";

const MINUTE = 60_000;

type SeedThread = {
  /** What the message that it hangs on begins with. */
  root: string;
  replies: [who: Username, content: string][];
  /** How many of the last replies the first of the people has not read. */
  unread: number;
};

/** By room. The first of the people follows all of them. */
const threads: Record<string, SeedThread[]> = {
  General: [
    {
      root: "Cake on Friday.",
      replies: [
        ["omar", "Count me in. Anybody against nuts?"],
        ["tomas", "Me, but I will eat around them"],
        ["freya", "Then the almond one gets a twin without. **Two cakes.**"],
        ["leila", "This company is going places"],
      ],
      unread: 2,
    },
  ],
  Firmware: [
    {
      root: "@maya you have the last word",
      replies: [
        ["maya", "One more question first: what does it cost the battery?"],
        ["aiko", "Four minutes of eleven hours. I would not see it in a blind test"],
        ["ravi", "And `ring_drain` sleeps between two takes since yesterday, so maybe three"],
      ],
      unread: 2,
    },
  ],
  Design: [
    {
      root: "Yes. Red should mean something.",
      replies: [
        ["freya", "Red only while it records, then. I will take it out of the menus"],
        ["maya", "Perfect"],
      ],
      unread: 0,
    },
  ],
};

const REPLY = `
  INSERT INTO messages (id, room_id, sequence, revision, created_revision, sender_id, content, thread_root_id, created_at)
  SELECT ?1, ?2, r.last_sequence + 1, r.revision + 1, r.revision + 1, ?3, ?4, t.id, ?6 FROM rooms r
  JOIN messages t ON t.room_id = r.id AND t.sequence = ?5 WHERE r.id = ?2`;
const SUMMARY = `
  UPDATE messages SET revision = (SELECT revision + 1 FROM rooms WHERE id = ?1), thread = json_object(
    'replyCount', ?3, 'lastReplyAt', ?4, 'userIds', json(?5)) WHERE room_id = ?1 AND sequence = ?2`;
const FOLLOW = `
  INSERT INTO thread_follows (user_id, root_id, room_id, last_read_sequence, created_at)
  SELECT ?3, t.id, ?1, r.last_sequence - ?4, ?5 FROM rooms r
  JOIN messages t ON t.room_id = r.id AND t.sequence = ?2 WHERE r.id = ?1`;
const NOTIFIED = "UPDATE rooms SET notified_sequence = last_sequence WHERE id = ?1";

type Place = { roomId: string; viewer: Username; ids: Ids; lines: Line[] };

/** What was said in the threads of a room, after everything else in it, and who follows them. */
export function threaded(name: string | null, place: Place): Statement[] {
  const { roomId } = place;
  const statements = (threads[name ?? ""] ?? []).flatMap((thread) => one(thread, place));
  return statements.length > 0 ? [...statements, { sql: NOTIFIED, args: [roomId] }] : [];
}

function one({ root, replies, unread }: SeedThread, { roomId, viewer, ids, lines }: Place): Statement[] {
  const index = lines.findIndex(({ content }) => content.startsWith(root));
  const sequence = index + 1;
  const begun = (lines.at(-1)?.createdAt ?? 0) + 1000;
  const at = (reply: number) => begun + Math.round((reply * MINUTE) / replies.length);
  const idOf = (who: Username) => ids.get(who) ?? "";
  const authors = replies.map(([who]) => idOf(who)).toReversed();
  const followers = new Set([idOf(viewer), idOf(lines[index]?.who ?? viewer), ...authors]);
  return [
    ...replies.map(([who, content], reply) => ({
      sql: REPLY,
      args: [Bun.randomUUIDv7(), roomId, idOf(who), content, sequence, at(reply)],
    })),
    {
      sql: SUMMARY,
      args: [
        ...[roomId, sequence, replies.length, new Date(at(replies.length - 1)).toISOString()],
        JSON.stringify([...new Set(authors)].slice(0, 5)),
      ],
    },
    ...[...followers].map((userId) => ({
      sql: FOLLOW,
      args: [roomId, sequence, userId, userId === idOf(viewer) ? unread : 0, begun],
    })),
  ];
}
