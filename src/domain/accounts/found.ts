import { sql } from "drizzle-orm";
import { installation, memberships, rooms } from "../../../db/schema/index.ts";
import type { Found } from "../../lib/contract/inputs.ts";
import type { Room, SignedIn } from "../../lib/contract/objects.ts";
import { conflict } from "../../lib/errors.ts";
import type { Client } from "../actor.ts";
import type { Context } from "../context.ts";
import { type Admission, register } from "./register.ts";

/**
 * The first run: the place's name, its owner and a first open room, all in one transaction, and only while nobody is
 * there. Of two who try at once, one is told that the other was faster, and leaves nothing behind.
 */
export async function found(
  context: Context,
  { name, roomName, ...account }: Found,
  client: Client,
): Promise<{ session: SignedIn; roomId: Room["id"] }> {
  const roomId = Bun.randomUUIDv7();
  const session = await register(context, account, client, firstOne(context, { name, roomName, roomId }));
  context.events.emit({ type: "installation_changed" });
  return { session, roomId };
}

type Place = { name: string; roomName: string; roomId: string };

function firstOne({ database: { writing } }: Context, { name, roomName, roomId }: Place): Admission {
  const now = Date.now();
  return {
    role: sql`CASE WHEN EXISTS (SELECT 1 FROM users) THEN NULL ELSE 'owner' END`,
    also: (userId) => [
      writing.insert(installation).values({ id: 1, name, createdAt: now }),
      writing
        .insert(rooms)
        .values({ id: roomId, kind: "open", name: roomName, isDefault: true, createdAt: now }),
      writing.insert(memberships).values({ roomId, userId, role: "owner", joinedAt: now }),
    ],
    refusal: () => conflict("Somebody else was faster: this place has an owner now."),
  };
}
