import { Readable } from "node:stream";
import type SMTPConnection from "nodemailer/lib/smtp-connection";
import { MINUTE, SECOND } from "../time.ts";
import { domainOf, type Handed, type SendMail } from "./mail.ts";

/** Milliseconds for a connection, a greeting, the silence within a conversation, and for all of it. */
const PATIENCE = { connectionTimeout: 10 * SECOND, greetingTimeout: 10 * SECOND, socketTimeout: 30 * SECOND };
const DEADLINE = MINUTE;

type Failure = Error & { code?: string; responseCode?: number };

/**
 * Sends by SMTP: `smtps://` from the first byte under TLS; `smtp://` by STARTTLS wherever the server has it. Up to the end of
 * the message a failure is certain. From there to the server's answer it is not: it may have taken the mail and the
 * connection broke, which SMTP has no means to find out (RFC 5321, 4.5.3.2.6; RFC 1047).
 */
export function smtpMail({ url, from }: { url: string; from: string }): SendMail {
  return async (mail, handing) => {
    // Loaded with the first mail: most nodes never send any.
    const [{ default: Connection }, { parseConnectionUrl }, { default: Composer }] = await Promise.all([
      import("nodemailer/lib/smtp-connection"),
      import("nodemailer/lib/shared"),
      import("nodemailer/lib/mail-composer"),
    ]);
    const composer = new Composer({
      ...{ from, to: mail.to, subject: mail.subject, text: mail.plain, html: mail.html },
      messageId: `<${mail.id}@${domainOf(from)}>`,
      headers: mail.headers,
    }).compile();
    const { auth, ...where } = parseConnectionUrl(url);
    const connection = new Connection({ ...where, ...PATIENCE });
    const timer = setTimeout(() => connection.close(), DEADLINE);
    try {
      const envelope = composer.getEnvelope();
      const raw = await composer.build();
      const user = auth?.user ? { user: auth.user, pass: auth.pass } : undefined;
      return await converse({ connection, user, envelope, raw, handing });
    } finally {
      clearTimeout(timer);
      connection.close();
    }
  };
}

type Conversation = {
  connection: SMTPConnection;
  user: { user: string; pass?: string | undefined } | undefined;
  envelope: Parameters<SMTPConnection["send"]>[0];
  raw: Buffer;
  handing: () => Promise<void>;
};

/** One after the other; the first failure ends it, also one that comes by itself. */
async function converse({ connection, user, envelope, raw, handing }: Conversation): Promise<Handed> {
  const { promise: broken, reject: breakOff } = Promise.withResolvers<never>();
  connection.on("error", breakOff);
  connection.on("end", () => breakOff(new Error("closed")));
  let handed = false;
  let refusal: unknown;
  const step = (work: (done: (error?: Error | null) => void) => void) =>
    Promise.race([
      broken,
      new Promise<void>((resolve, reject) => work((error) => (error ? reject(error) : resolve()))),
    ]);
  /** Read when the server has said that it is ready for the message (354), and not before. */
  const message = Readable.from(
    (async function* words() {
      await handing();
      handed = true;
      yield raw;
    })(),
  );
  message.on("error", (error) => {
    refusal = error;
    breakOff(error);
  });
  try {
    await step((done) => connection.connect(done));
    if (user) await step((done) => connection.login(user, done));
    await step((done) => connection.send(envelope, message, done));
    return { result: "sent" };
  } catch (error) {
    if (refusal !== undefined) throw refusal;
    return failureOf(error as Failure, handed);
  } finally {
    broken.catch(() => undefined);
    message.destroy();
  }
}

/** What the server answered is certain; silence is, as long as it had nothing to take. */
function failureOf({ responseCode, code }: Failure, handed: boolean): Handed {
  if (responseCode !== undefined && responseCode >= 400)
    return { result: responseCode >= 500 ? "failed" : "later", reason: `smtp ${responseCode}` };
  if (handed) return { result: "unknown", reason: "unanswered" };
  // Wrong credentials may be put right, and what waits then goes out.
  return { result: "later", reason: code === "ETIMEDOUT" ? "timeout" : "unreachable" };
}
