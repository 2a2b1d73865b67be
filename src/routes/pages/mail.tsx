import { Hono } from "hono";
import { MailSection } from "../../../views/admin/mail.tsx";
import { listMails, readOutbox } from "../../domain/mails/index.ts";
import type { Env } from "../env.ts";
import { adminOf, adminPage } from "./admin.tsx";
import type { Parts } from "./environment.ts";

/** What goes out; where no mail leaves, in development, it is the outbox. */
export function mailPages(parts: Parts) {
  const { context, options } = parts;
  return new Hono<Env>().get("/admin/mail", async (c) => {
    const actor = adminOf(c);
    const way = options.config.mail.kind;
    const [mails, said] = await Promise.all([
      listMails(context, actor),
      way === "outbox" ? readOutbox(context, actor) : new Map<string, string>(),
    ]);
    return adminPage(c, parts, "mail", () => <MailSection mails={mails} way={way} said={said} />);
  });
}
