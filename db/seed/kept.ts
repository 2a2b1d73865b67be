import { eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { messages, messageVersions, reminders, savedMessages } from "../schema/index.ts";
import { HOUR, type Line } from "./talk.ts";

/** Messages are found by how they begin. */
const pinned = [
  "Reminder: the photographer comes on Thursday",
  "With the correction it is 4 ms",
  "RAL 6003, then.",
];
const saved = ["Numbers for October are in", "Three points fit into the calibration block."];
const done = ["The new latch fixes that."];
const remindedOf = ["Everything collides with the battery door."];
/** What it says now, and what it said first. */
const edited: [now: string, first: string][] = [
  ["Numbers for October are in", "Numbers for October are in: 421 recorders shipped, 9 came back."],
];

type Scene = { lines: Line[]; messageIds: string[]; viewer: string };

/** What people did with the lines of a room so as to find them again. */
export function kept({ writing }: Database, { lines, messageIds, viewer }: Scene) {
  const found = (beginnings: string[]) =>
    lines.flatMap(({ content, createdAt }, index) => {
      const id = messageIds[index] ?? "";
      return beginnings.some((each) => content.startsWith(each)) ? [{ id, content, createdAt }] : [];
    });
  const changed = edited.flatMap(([now, first]) => found([now]).map((line) => ({ ...line, first })));
  const save = (messageId: string, savedAt: number, doneAt: number | null) =>
    writing.insert(savedMessages).values({ userId: viewer, messageId, savedAt, doneAt });
  return [
    ...found(pinned).map(({ id, createdAt }) =>
      writing
        .update(messages)
        .set({ pinnedAt: createdAt + HOUR, pinnedBy: viewer })
        .where(eq(messages.id, id)),
    ),
    ...found(saved).map(({ id, createdAt }) => save(id, createdAt + HOUR, null)),
    ...found(done).map(({ id, createdAt }) => save(id, createdAt + HOUR, createdAt + 2 * HOUR)),
    ...found(remindedOf).map(({ id, createdAt }) =>
      writing.insert(reminders).values({
        id: Bun.randomUUIDv7(),
        userId: viewer,
        messageId: id,
        dueAt: createdAt + 24 * HOUR,
        toldAt: createdAt + 24 * HOUR,
        createdAt,
      }),
    ),
    ...changed.flatMap(({ id, createdAt, first }) => [
      writing.insert(messageVersions).values({
        messageId: id,
        content: first,
        writtenAt: createdAt,
        replacedAt: createdAt + 60_000,
        replacedBy: viewer,
      }),
      writing
        .update(messages)
        .set({ editedAt: createdAt + 60_000 })
        .where(eq(messages.id, id)),
    ]),
  ];
}
