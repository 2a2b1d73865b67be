import type { Row } from "../../../db/protocol.ts";
import type { Message, RoomKind } from "../../lib/contract/objects.ts";
import type { Preferences } from "../../lib/contract/preferences.ts";
import { isQuiet } from "../../lib/quiet-hours.ts";
import { DAY, MINUTE, SECOND } from "../../lib/time.ts";
import { readPreferences } from "../accounts/preferences.ts";
import type { Context } from "../context.ts";
import { countedByThread, unreadRepliesOf } from "../threads/unread.ts";
import { blocks, LEVEL, NOW, READ_UP_TO } from "./level.ts";

/** Deliveries taken at once. */
const MAX_TAKEN = 64;
/** Milliseconds for which who took a delivery has it alone; longer than sending all that were taken can last. */
const LEASE = 2 * MINUTE;
/** Milliseconds after which nobody needs to hear of a message any more. */
const STALE = DAY;
/** Tries, and milliseconds before the second; each further one waits four times as long. */
const MAX_ATTEMPTS = 6;
const FIRST_RETRY = 15 * SECOND;
/** Milliseconds that a push service may ask us to wait. */
const MAX_WAIT = 6 * 60 * MINUTE;

/** Something to push to one device. */
export type Delivery = {
  id: string;
  /** How often it was tried, this time counted. */
  attempts: number;
  subscriptionId: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  preferences: Preferences;
  room: { id: string; kind: RoomKind; name: string | null };
  message: Pick<Message, "id" | "sequence" | "content" | "messageType" | "threadRootId" | "alsoInRoom">;
  sender: { displayName: string; avatarUrl: string | null };
  mentioned: boolean;
  /** Unread mentions, direct messages and replies in threads that they follow. */
  badge: number;
  /** Whether they asked to be told of it now. */
  reminder: boolean;
};

/** What became of one: `later` with the milliseconds that the push service wants us to wait, `gone` with its device. */
export type Outcome = { delivery: Delivery; result: "taken" | "failed" | "gone" | "later"; wait?: number };

const NEXT = `SELECT min(due_at) - ${NOW} FROM push_deliveries`;
const TAKE = `
  UPDATE push_deliveries SET due_at = ${NOW} + ${LEASE}, attempts = attempts + 1
  WHERE id IN (SELECT id FROM push_deliveries WHERE due_at <= ${NOW} ORDER BY due_at LIMIT ${MAX_TAKEN})
  RETURNING id, message_id, attempts`;
const BADGE = `
  (SELECT count(*) FROM mentions n JOIN memberships seen ON seen.room_id = n.room_id AND seen.user_id = n.user_id
    JOIN rooms of ON of.id = n.room_id
    WHERE n.user_id = u.id AND n.sequence > seen.last_read_sequence AND of.kind <> 'direct'
    AND coalesce(seen.quiet_until <= ${NOW}, 1) AND NOT ${countedByThread("n")})
  + (SELECT coalesce(sum(of.last_sequence - seen.last_read_sequence - (
      SELECT count(*) FROM messages reply WHERE reply.room_id = of.id AND reply.sequence > seen.last_read_sequence
        AND reply.thread_root_id IS NOT NULL AND reply.also_in_room = 0)), 0) FROM memberships seen
    JOIN rooms of ON of.id = seen.room_id AND of.kind = 'direct' WHERE seen.user_id = u.id
    AND coalesce(seen.quiet_until <= ${NOW}, 1))
  + (SELECT count(*) FROM (${unreadRepliesOf("u.id")}))`;
/** Whether a delivery is of a reminder (src/domain/reminders), which somebody asked for whatever they have read since. */
const REMINDS = "instr(d.id, ' reminder ') > 0";
/** Those that are still wanted: unread, by a member with a live session, neither deleted nor old, and of nobody they blocked. */
const WANTED = `
  SELECT d.id, w.value ->> 2, s.id, s.endpoint, s.p256dh, s.auth, u.preferences, r.id, r.kind, r.name,
    m.id, m.sequence, m.content, m.message_type, sender.display_name, sender.avatar_url,
    EXISTS (SELECT 1 FROM mentions n WHERE n.user_id = u.id AND n.room_id = r.id AND n.sequence = m.sequence), ${BADGE}, ${REMINDS},
    m.thread_root_id, m.also_in_room
  FROM json_each(?1) w JOIN push_deliveries d ON d.id = w.value ->> 0
  JOIN push_subscriptions s ON s.id = substr(d.id, 1, 36) AND s.user_id = d.user_id
  JOIN sessions live ON live.id = s.session_id AND live.ended_at IS NULL AND live.expires_at > ${NOW}
  JOIN users u ON u.id = d.user_id JOIN rooms r ON r.id = d.room_id
  JOIN messages m ON m.id = w.value ->> 1 AND m.deleted_at IS NULL
  JOIN memberships p ON p.room_id = r.id AND p.user_id = u.id
  JOIN users sender ON sender.id = m.sender_id
  WHERE d.created_at > ${NOW} - ${STALE} AND d.attempts <= ${MAX_ATTEMPTS}
    AND (${REMINDS} OR (${READ_UP_TO} < m.sequence AND ${LEVEL} IN ('everything', 'mentions')
      AND NOT ${blocks("u.id", "m.sender_id")}))`;
/** A newer message that came while this one was sent goes out next. */
const DONE =
  "DELETE FROM push_deliveries WHERE EXISTS (SELECT 1 FROM json_each(?1) w WHERE w.value ->> 0 = push_deliveries.id AND w.value ->> 1 = message_id)";
const AGAIN = `
  UPDATE push_deliveries SET due_at = ${NOW}, attempts = 0 FROM json_each(?1) w
  WHERE push_deliveries.id = w.value ->> 0 AND message_id <> w.value ->> 1`;
const LATER = `
  UPDATE push_deliveries SET due_at = ${NOW} + w.value ->> 2 FROM json_each(?1) w
  WHERE push_deliveries.id = w.value ->> 0`;
const GONE = "DELETE FROM push_subscriptions WHERE id IN (SELECT value FROM json_each(?1))";

type Taken = [id: string, messageId: string, attempts: number];

/** Milliseconds until something is due, below 0 where it is; undefined where nothing waits. */
export async function nextDue({ database }: Context): Promise<number | undefined> {
  const [rows] = await database.ask([{ sql: NEXT, args: [] }]);
  const next = rows?.[0]?.[0];
  return next == null ? undefined : Number(next);
}

/**
 * Takes what is due, for this node alone for a while. What nobody wants any more is dropped on the way, and so is what
 * falls into hours in which nobody may disturb: it is not delayed. `taken`: how many there were; `deliveries`: those that are to be sent, and then settled.
 */
export async function takeDue(context: Context): Promise<{ taken: number; deliveries: Delivery[] }> {
  const { database } = context;
  const [rows = []] = await database.writer.write([{ sql: TAKE, args: [] }]);
  const taken = rows as Taken[];
  if (taken.length === 0) return { taken: 0, deliveries: [] };
  const [found = []] = await database.ask([{ sql: WANTED, args: [JSON.stringify(taken)] }]);
  const deliveries = found
    .map(toDelivery)
    .filter(({ preferences, reminder }) => reminder || !isQuiet(preferences, Date.now()));
  const wanted = new Set(deliveries.map(({ id }) => id));
  await finish(
    context,
    taken.filter(([id]) => !wanted.has(id)),
  );
  return { taken: taken.length, deliveries };
}

/** Stores what became of deliveries: what was taken or cannot be sent is gone, the rest is tried later. */
export async function settle(context: Context, outcomes: Outcome[]): Promise<void> {
  const isLater = ({ result, delivery }: Outcome) => result === "later" && delivery.attempts < MAX_ATTEMPTS;
  const gone = outcomes.filter(({ result }) => result === "gone").map((each) => each.delivery.subscriptionId);
  const later = outcomes.filter(isLater);
  if (gone.length > 0) await context.database.writer.write([{ sql: GONE, args: [JSON.stringify(gone)] }]);
  if (later.length > 0)
    await context.database.writer.write([{ sql: LATER, args: [JSON.stringify(later.map(retryOf))] }]);
  await finish(
    context,
    outcomes.filter((each) => !isLater(each)).map(({ delivery }) => [delivery.id, delivery.message.id]),
  );
}

async function finish(
  { database }: Context,
  done: (readonly [id: string, messageId: string, ...rest: unknown[]])[],
): Promise<void> {
  if (done.length === 0) return;
  const args = [JSON.stringify(done.map(([id, messageId]) => [id, messageId]))];
  await database.writer.write([
    { sql: DONE, args },
    { sql: AGAIN, args },
  ]);
}

function retryOf({
  delivery: { id, attempts, message },
  wait,
}: Outcome): [id: string, messageId: string, wait: number] {
  const backoff = FIRST_RETRY * 4 ** (attempts - 1) * (0.75 + Math.random() / 2);
  return [id, message.id, Math.round(Math.min(wait ?? backoff, MAX_WAIT))];
}

function toDelivery(row: Row): Delivery {
  const [id, attempts, subscriptionId, endpoint, p256dh, auth, preferences, roomId, kind, name] = row;
  const [messageId, sequence, content, messageType, displayName, avatarUrl, mentioned, badge, reminder] =
    row.slice(10);
  const [threadRootId, alsoInRoom] = row.slice(19);
  return {
    id: String(id),
    attempts: Number(attempts),
    subscriptionId: String(subscriptionId),
    endpoint: String(endpoint),
    p256dh: String(p256dh),
    auth: String(auth),
    preferences: readPreferences(String(preferences)),
    room: { id: String(roomId), kind: kind as RoomKind, name: name as string | null },
    message: {
      id: String(messageId),
      sequence: Number(sequence),
      content: String(content),
      messageType: messageType as Message["messageType"],
      threadRootId: threadRootId as string | null,
      ...(alsoInRoom === 1 && { alsoInRoom: true as const }),
    },
    sender: { displayName: String(displayName), avatarUrl: avatarUrl as string | null },
    mentioned: mentioned === 1,
    badge: Number(badge),
    reminder: reminder === 1,
  };
}
