import { and, eq, inArray, isNull } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { databaseNow } from "../../../db/now.ts";
import { invitations, rooms } from "../../../db/schema/index.ts";
import type { MailInvitations } from "../../lib/contract/inputs.ts";
import type { Invitation } from "../../lib/contract/objects.ts";
import { DAY } from "../../lib/time.ts";
import { hashToken, newSecret } from "../accounts/tokens.ts";
import type { Actor, Client } from "../actor.ts";
import type { Context } from "../context.ts";
import { placeName } from "../installation.ts";
import { expectMail, languageOf, orderMail } from "../mails/order.ts";
import { audit } from "../moderation/audit.ts";
import { toInvitation } from "./invitation.ts";
import { expectInviting } from "./make.ts";

/**
 * Mails each of these people a link of their own, which works once and for that address alone; all of them or none. A link
 * that an address was mailed before is worth nothing from then on.
 */
export async function mailInvitations(
  context: Context,
  actor: Actor,
  input: MailInvitations,
  client: Client,
): Promise<Invitation[]> {
  expectMail(context);
  const emails = [...new Set(input.emails)];
  await expectInviting(context, actor, input, emails.length);
  for (const email of emails) await context.limits.take("mails", email);
  const { writing } = context.database;
  const letters = await orders(context, actor, input, client);
  const made = emails.map((email) => ({ ...newRow(actor, input, email), token: newSecret() }));
  await writing.batch([
    writing
      .update(invitations)
      .set({ revokedAt: databaseNow })
      .where(and(inArray(invitations.email, emails), isNull(invitations.revokedAt), eq(invitations.uses, 0))),
    ...made.flatMap(({ token, ...row }): BatchItem<"sqlite">[] => [
      writing.insert(invitations).values({ ...row, tokenHash: hashToken(token) }),
      letters(row.email, token),
      audit(context, actor, {
        ...{ action: "invitation.make", subjectId: row.id, details: { role: row.role, mailed: true } },
        ...(row.roomId && { roomId: row.roomId }),
      }),
    ]),
  ]);
  context.mail.ordered();
  return made.map(({ token, ...row }) => toInvitation({ ...row, tokenHash: hashToken(token) }));
}

const newRow = (actor: Actor, { expiresInDays, roomId, role }: MailInvitations, email: string) => {
  const now = Date.now();
  return {
    ...{ id: Bun.randomUUIDv7(), createdBy: actor.userId, roomId, role, email },
    ...{ createdAt: now, expiresAt: now + expiresInDays * DAY, maxUses: 1, uses: 0, revokedAt: null },
  };
};

/** In the inviter's language: nothing is known of the other one's. */
async function orders(context: Context, actor: Actor, input: MailInvitations, client: Client) {
  const { roomId, role, expiresInDays: days } = input;
  const [room] = roomId
    ? await context.database.primary.select({ name: rooms.name }).from(rooms).where(eq(rooms.id, roomId))
    : [];
  const letter = {
    ...{ kind: "invitation" as const, place: await placeName(context), inviter: actor.displayName },
    ...{ room: room?.name ?? null, guest: role === "guest", days },
  };
  const language = languageOf(actor.preferences, client.language);
  return (recipient: string, token: string) =>
    orderMail(context, {
      ...{ recipient, language },
      letter: { ...letter, url: `${context.mail.origin}/join/${token}` },
    });
}
