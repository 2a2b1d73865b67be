import { type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { databaseFailure } from "../../../db/errors.ts";
import { users } from "../../../db/schema/index.ts";
import { AppError, forbidden } from "../../lib/errors.ts";
import type { Register } from "../../lib/contract/inputs.ts";
import type { SignedIn, User } from "../../lib/contract/objects.ts";
import type { Client } from "../actor.ts";
import type { Context } from "../context.ts";
import { placeName } from "../installation.ts";
import { orderMail } from "../mails/order.ts";
import { newEmailToken } from "../mails/tokens.ts";
import { joinDefaultRooms, type JoinedRoom } from "../rooms/defaults.ts";
import { toMe, toUser } from "../users.ts";
import { newSession, signedIn } from "./sessions.ts";

/** By which way somebody comes in: what it makes them, and what is stored together with their account. */
export type Admission = {
  /** Null refuses: nothing at all is stored then. */
  role: SQL<User["role"] | null>;
  also: (userId: string) => BatchItem<"sqlite">[];
  refusal: () => AppError;
  /** The address has shown itself to be theirs: they came by a link that was mailed to it. */
  addressKnown?: boolean;
};

/** For whoever asks, unless the place takes only those who were invited. The first one is its owner, also when two come at once. */
const openDoor: Admission = {
  role: sql`CASE WHEN NOT EXISTS (SELECT 1 FROM users) THEN 'owner'
    WHEN EXISTS (SELECT 1 FROM installation WHERE registration = 'invited') THEN NULL ELSE 'member' END`,
  also: () => [],
  refusal: () => forbidden("This place takes only those who were invited."),
};

/** Makes an account and signs it in, all of it or nothing. */
export async function register(
  context: Context,
  input: Register,
  client: Client,
  admission = openDoor,
): Promise<SignedIn> {
  await context.limits.take("registrations", client.address);
  const { username, email, displayName = input.username, password } = input;
  const passwordHash = await context.passwords.hash(password);
  const id = Bun.randomUUIDv7();
  const { sessionId, refreshToken, statements } = newSession(context, id, client);
  const account = context.database.writing
    .insert(users)
    .values({
      ...{ id, username, email, displayName, passwordHash, createdAt: Date.now() },
      // The column takes no null, which is how an admission refuses within the transaction.
      role: admission.role as SQL<User["role"]>,
    })
    .returning();
  const welcome = await welcoming(context, id, input, client, admission);
  const [[row], joined] = await context.database.writing
    // The room that an invitation leads to may be a default one too.
    .batch([account, ...statements, ...admission.also(id), ...welcome, joinDefaultRooms(context, id)])
    .then((all) => [all[0], all.at(-1) as JoinedRoom[]] as const)
    .catch((error: unknown) => explainRefused(error, admission));
  if (!row) throw new Error("an insert returned no row");
  context.mail.ordered();
  context.events.emit({ type: "user_created", userId: id });
  for (const [roomId, revision] of joined)
    context.events.emit({ type: "membership_begun", roomId, user: toUser(row), revision });
  return signedIn(context, toMe(row), sessionId, refreshToken);
}

/** A letter to the newcomer, with the link by which the address shows itself to be theirs where it has not. */
async function welcoming(
  context: Context,
  userId: string,
  { email, displayName, username }: Register,
  { language }: Client,
  { addressKnown = false }: Admission,
): Promise<BatchItem<"sqlite">[]> {
  const { mail } = context;
  if (!mail.on) return [];
  const { token, statement } = newEmailToken(context, { userId, email, purpose: "verify" });
  const letter = {
    ...{ kind: "welcome" as const, place: await placeName(context), name: displayName ?? username },
    ...{ url: mail.origin, verifyUrl: addressKnown ? undefined : `${mail.origin}/verify/${token}` },
  };
  const order = orderMail(context, { recipient: email, language, letter });
  return addressKnown ? [order] : [statement, order];
}

function explainRefused(error: unknown, { refusal }: Admission): never {
  const reason = databaseFailure(error)?.message ?? "";
  if (reason.includes("users.username")) throw taken("username", "This username is taken.");
  if (reason.includes("users.email")) throw taken("email", "This email address has an account.");
  if (reason.includes("users.role")) throw refusal();
  throw error;
}

const taken = (path: string, message: string) =>
  new AppError("conflict", message, { errors: [{ path, message }] });
