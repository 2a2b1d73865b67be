import type { Statement } from "../../../db/protocol.ts";
import type { Language } from "../../lib/contract/preferences.ts";
import type { Letter } from "../../lib/letter.ts";
import type { Context } from "../context.ts";
import type { TakenMail } from "./deliver.ts";
import { composeDigest } from "./digest.ts";
import { composeReset } from "./reset.ts";

/** What a mail is to say now; undefined where there is nobody to say it to, or nothing any more. */
export type Composed = {
  letter: Letter;
  language: Language;
  headers?: Record<string, string>;
  /** Stored together with it. */
  also?: Statement[];
};

const STORE = `
  UPDATE mails SET subject = ?3, plain = ?4, html = ?5, headers = ?6 WHERE id = ?1 AND attempts = ?2 AND plain IS NULL`;
const DROP = "DELETE FROM mails WHERE id = ?1 AND attempts = ?2 AND plain IS NULL";

/**
 * Puts into words what waited for its time: who asked for a new password learns nothing from how long the asking takes, and
 * a digest tells of what is unread when it goes out. It is stored before it is sent: another try is the same mail.
 */
export async function compose(context: Context, taken: TakenMail): Promise<TakenMail | undefined> {
  const { kind, mail, attempt } = taken;
  if (mail.plain) return taken;
  const composed = kind === "reset" ? await composeReset(context, mail) : await composeDigest(context, mail);
  if (!composed) {
    await context.database.writer.write([{ sql: DROP, args: [mail.id, attempt] }]);
    return undefined;
  }
  const { letter, language, also = [] } = composed;
  const headers = { "Content-Language": language, ...composed.headers };
  const written = context.mail.write(letter, language);
  const { subject, plain, html } = written;
  const args = [mail.id, attempt, subject, plain, html, JSON.stringify(headers)];
  await context.database.writer.write([{ sql: STORE, args }, ...also]);
  return { ...taken, mail: { ...mail, ...written, headers } };
}
