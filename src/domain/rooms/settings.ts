import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { accessChanges, rooms } from "../../../db/schema/index.ts";
import { databaseNow } from "../../../db/now.ts";
import type { UpdateRoom } from "../../lib/contract/room-inputs.ts";
import type { ChangedSettings, RoomNote } from "../../lib/contract/notes.ts";
import type { Room } from "../../lib/contract/objects.ts";
import { conflict, forbidden, notFound } from "../../lib/errors.ts";
import { type Actor, isAdmin } from "../actor.ts";
import type { Context } from "../context.ts";
import { audit, type AuditEntry } from "../moderation/audit.ts";
import { noteOf } from "./note.ts";
import { findRoom, getRoom } from "./read.ts";
import { toRoom } from "./room.ts";

/**
 * Changes what a room is. Its owners and moderators may; whether newcomers are members of it at once is for those who
 * look after the place. What is set as it was is no change.
 */
export async function updateRoom(
  context: Context,
  actor: Actor,
  roomId: string,
  input: UpdateRoom,
): Promise<Room> {
  const room = await mayChange(context, actor, roomId, input);
  refuseDirect(room);
  if (room.archivedAt) throw forbidden("This room is archived.");
  const changed = differing(room, input);
  if (Object.keys(changed).length === 0) return room;
  return change(context, actor, room, { set: changed, where: isNull(rooms.archivedAt) }, { changed });
}

/** The room, from the primary: what was set a moment ago on another node is no change. */
async function mayChange(
  context: Context,
  actor: Actor,
  roomId: string,
  { isDefault, ...others }: UpdateRoom,
): Promise<Room> {
  const only = isDefault !== undefined && Object.keys(others).length === 0;
  if (!only) await context.access.moderator(actor, roomId);
  const room = await findRoom(context, roomId);
  // Those who look after the place know of the rooms that newcomers are in. By naming another one they do not come to know
  // it, nor to bring a newcomer of their own into it.
  if (!room?.isDefault || room.kind === "direct" || !isAdmin(actor)) await getRoom(context, actor, roomId);
  if (!room) throw notFound("room");
  if (isDefault !== undefined && !isAdmin(actor))
    throw forbidden("Only those who look after the place decide where newcomers come in.");
  return room;
}

/** Closes a room for good, or until it is brought back: it can be read, and nobody writes in it. Its owners may, and who looks after the place and is in it. */
export async function archiveRoom(
  context: Context,
  actor: Actor,
  roomId: string,
  archived: boolean,
): Promise<Room> {
  const { kind } = await context.access.standing(actor, roomId);
  if (!isAdmin(actor)) await context.access.owner(actor, roomId);
  const room = { id: roomId, kind };
  refuseDirect(room);
  const set = { archivedAt: archived ? Date.now() : null };
  const where = archived ? isNull(rooms.archivedAt) : isNotNull(rooms.archivedAt);
  return change(context, actor, room, { set, where }, { archived });
}

function refuseDirect({ kind }: Pick<Room, "kind">): void {
  if (kind === "direct") throw conflict("A direct room has no settings.");
}

function differing(room: Room, { topic, description, ...input }: UpdateRoom): ChangedSettings {
  const wanted = {
    ...input,
    ...(topic !== undefined && { topic: topic || null }),
    ...(description !== undefined && { description: description || null }),
  };
  const entries = Object.entries(wanted) as [keyof ChangedSettings, unknown][];
  return Object.fromEntries(entries.filter(([name, value]) => room[name] !== value));
}

/**
 * What was set is in the message; the record says that it was. By the lifetime a check of the whole database knows that
 * places of this room's messages may be gone (db/backup/contents.ts).
 */
function entryOf(roomId: string, said: SettingNote): AuditEntry {
  if ("changed" in said) {
    const { messageLifetime } = said.changed;
    const details: AuditEntry["details"] = { settings: Object.keys(said.changed).join(" ") };
    if (messageLifetime !== undefined) details["messageLifetime"] = messageLifetime;
    return { action: "room.update", roomId, details };
  }
  return { action: said.archived ? "room.archive" : "room.restore", roomId };
}

type SettingNote = Exclude<RoomNote, { role: unknown }>;
type Change = { set: Partial<typeof rooms.$inferInsert>; where: SQL };

/** The change, what is said of it, and a word for nodes that the broker does not reach: all in one transaction. */
async function change(
  context: Context,
  actor: Actor,
  { id, kind }: Pick<Room, "id" | "kind">,
  { set, where }: Change,
  said: SettingNote,
): Promise<Room> {
  const { writing } = context.database;
  const note = noteOf(context, actor, { id, kind }, said);
  const [, noted, , , [row]] = await writing.batch([
    writing
      .update(rooms)
      .set(set)
      .where(and(eq(rooms.id, id), where)),
    note.statement,
    audit(context, actor, entryOf(id, said), sql`changes() > 0`),
    writing.insert(accessChanges).values({ userId: "", roomId: id, createdAt: sql`${databaseNow}` }),
    writing.select().from(rooms).where(eq(rooms.id, id)),
  ]);
  if (!row) throw notFound("room");
  const room = toRoom(row);
  if (noted.length > 0) context.events.emit({ type: "room_changed", room });
  note.tell(noted);
  return room;
}
