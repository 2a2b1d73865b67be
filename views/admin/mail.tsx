import type { Mail } from "../../src/lib/contract/entrance.ts";
import type { Key } from "../../words/index.ts";
import { dateAndTime } from "../dates.ts";
import { Icon } from "../icons.tsx";
import { t } from "../words.ts";

type Props = {
  mails: Mail[];
  /** Where mail goes: `none` where there is no way for it, `outbox` where this page is it. */
  way: "smtp" | "resend" | "outbox" | "none";
  /** What each says, by id, where that is to be read here. */
  said: ReadonlyMap<string, string>;
};

const kinds: Record<Mail["kind"], Key> = {
  welcome: "admin.mail.welcome",
  verify: "admin.mail.verify",
  reset: "admin.mail.reset",
  moved: "admin.mail.moved",
  invitation: "admin.mail.invitation",
  digest: "admin.mail.digest",
};

const states: Record<Mail["state"], Key> = {
  sent: "admin.mail.sent",
  waiting: "admin.mail.waiting",
  failed: "admin.mail.failed",
};

function stateOf({ state, failure }: Mail): string {
  if (failure === "unanswered") return t("admin.mail.unanswered");
  return failure ? `${t(states[state])} (${failure})` : t(states[state]);
}

function MailRow({ mail, said }: { mail: Mail; said: string | undefined }) {
  return (
    <li class="card mail">
      <span class="card-glyph">
        <Icon name={mail.state === "failed" ? "exclamation-triangle" : "envelope"} />
      </span>
      <div class="card-text">
        <p class="card-name">{t(kinds[mail.kind])}</p>
        <p>
          <bdi translate="no">{mail.recipient}</bdi>
        </p>
        <p>
          {stateOf(mail)} · <time datetime={mail.createdAt}>{dateAndTime(mail.createdAt)}</time>
        </p>
        {said === undefined ? null : (
          <details class="mail-said">
            <summary>{t("admin.mail.read")}</summary>
            <pre dir="auto">{said}</pre>
          </details>
        )}
      </div>
    </li>
  );
}

/** What was mailed to whom, and what became of it. What it said stands here only where no mail leaves. */
export function MailSection({ mails, way, said }: Props) {
  return (
    <>
      <p class={way === "none" ? "note note-error" : "quiet"}>
        {way === "none"
          ? t("admin.mail.off")
          : way === "outbox"
            ? t("admin.mail.outbox")
            : t("admin.mail.lead")}
      </p>
      {mails.length === 0 && way !== "none" ? <p class="quiet">{t("admin.mail.none")}</p> : null}
      <ul class="cards">
        {mails.map((mail) => (
          <MailRow mail={mail} said={said.get(mail.id)} />
        ))}
      </ul>
    </>
  );
}
