import { databaseNow } from "../../../db/now.ts";
import { mails } from "../../../db/schema/index.ts";
import type { Language, Preferences } from "../../lib/contract/preferences.ts";
import { conflict } from "../../lib/errors.ts";
import type { Letter } from "../../lib/letter.ts";
import type { Context } from "../context.ts";

export type MailKind = Letter["kind"];

/** What is said only when it goes out, by what holds then (`compose.ts`). */
export type LateKind = "reset" | "digest";

type Order = {
  recipient: string;
  language: Language;
  /** Another order of the same key is none. */
  onceKey?: string;
} & ({ letter: Letter } | { kind: LateKind });

/**
 * Orders a mail: a statement to be stored together with what it tells of, so that there is either both or neither. Call
 * `context.mail.ordered()` after the commit.
 */
export function orderMail({ database: { writing }, mail }: Context, order: Order) {
  const { recipient, language, onceKey } = order;
  const written = "letter" in order ? mail.write(order.letter, language) : { subject: "" };
  const kind: MailKind = "letter" in order ? order.letter.kind : order.kind;
  const headers = JSON.stringify({ "Content-Language": language });
  const row = {
    id: Bun.randomUUIDv7(),
    kind,
    recipient,
    headers,
    createdAt: databaseNow,
    dueAt: databaseNow,
  };
  return writing
    .insert(mails)
    .values({ ...row, ...written, ...(onceKey && { onceKey }) })
    .onConflictDoNothing();
}

/** In which language somebody is written to: as they chose, else as their browser says, where it is they who asked. */
export const languageOf = ({ language }: Pick<Preferences, "language">, asked: Language = "en"): Language =>
  language === "auto" ? asked : language;

/** Where there is no way for mail, what needs it cannot be done. */
export function expectMail({ mail }: Context): void {
  if (!mail.on) throw conflict("This place sends no mail.");
}
