import { sql } from "drizzle-orm";
import { databaseFailure } from "../../../db/errors.ts";
import { users } from "../../../db/schema/index.ts";
import { conflict } from "../../lib/errors.ts";
import type { Register } from "../../lib/contract/inputs.ts";
import type { SignedIn, User } from "../../lib/contract/objects.ts";
import type { Client } from "../actor.ts";
import type { Context } from "../context.ts";
import { toMe } from "../users.ts";
import { newSession, signedIn } from "./sessions.ts";

/** Makes an account and signs it in. The first one of an installation is its owner, also when two come at once. */
export async function register(context: Context, input: Register, client: Client): Promise<SignedIn> {
  await context.limits.take("registrations", client.address);
  const { username, email, displayName = input.username, password } = input;
  const passwordHash = await context.passwords.hash(password);
  const id = Bun.randomUUIDv7();
  const { sessionId, refreshToken, statements } = newSession(context, id, client);
  const role = sql<User["role"]>`CASE WHEN EXISTS (SELECT 1 FROM users) THEN 'member' ELSE 'owner' END`;
  const account = context.database.writing
    .insert(users)
    .values({ id, username, email, displayName, role, passwordHash, createdAt: Date.now() })
    .returning();
  const [[row]] = await context.database.writing.batch([account, ...statements]).catch(explainTaken);
  if (!row) throw new Error("an insert returned no row");
  context.events.emit({ type: "user_created", userId: id });
  return signedIn(context, toMe(row), sessionId, refreshToken);
}

function explainTaken(error: unknown): never {
  const reason = databaseFailure(error)?.message ?? "";
  if (reason.includes("users.username")) throw conflict("This username is taken.");
  if (reason.includes("users.email")) throw conflict("This email address has an account.");
  throw error;
}
