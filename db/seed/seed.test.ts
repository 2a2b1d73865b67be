import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "../database.ts";
import { messages, rooms } from "../schema/index.ts";
import { seed } from "./index.ts";

test("an empty workspace is filled once, with rooms that count what is in them", async () => {
  const directory = mkdtempSync(join(tmpdir(), "wisp-seed-"));
  const database = new Database({ url: `file:${directory}/wisp.db` });
  try {
    await database.migrate();
    const made = await seed(database);
    expect(made.messages).toBeGreaterThan(200);
    const counted = (await database.primary.select().from(rooms)).reduce(
      (sum, room) => sum + room.lastSequence,
      0,
    );
    expect(counted).toBe((await database.primary.select().from(messages)).length);
    expect(await seed(database).catch((error: Error) => error.message)).toContain("people already");
  } finally {
    await database.close();
    rmSync(directory, { recursive: true });
  }
});
