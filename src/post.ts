import { hkdfSync } from "node:crypto";
import type { MailWay } from "./config.ts";
import type { Context } from "./domain/context.ts";
import type { SendMail } from "./lib/mail/mail.ts";
import { resendMail } from "./lib/mail/resend.ts";
import { smtpMail } from "./lib/mail/smtp.ts";
import { writeLetter } from "../views/mails/write.ts";

const KEY_LENGTH = 32;

/** What the verbs know of mail; where it goes, and who is told that some waits, is said once a node stands. */
export const createMail = (way: MailWay, secret: string): Context["mail"] => ({
  on: way.kind !== "none",
  origin: "",
  write: writeLetter,
  key: new Uint8Array(hkdfSync("sha256", secret, "", "wisp mail links", KEY_LENGTH)),
  ordered: () => undefined,
});

/** The way out, as configured; undefined where a page shows what would be sent. */
export function wayOf(way: MailWay): SendMail | undefined {
  if (way.kind === "smtp") return smtpMail(way);
  if (way.kind === "resend") return resendMail(way);
  return undefined;
}
