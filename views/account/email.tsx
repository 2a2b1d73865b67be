import type { Me } from "../../src/lib/contract/objects.ts";
import { ActionButton, Field, ProblemNote, type Problem } from "../forms.tsx";
import { t } from "../words.ts";

/** The address: whether it is known to be theirs, and how it is changed. */
export function EmailForm(props: {
  me: Me;
  /** Whether the place sends mail: without it nothing can be confirmed. */
  mail: boolean;
  email?: string | undefined;
  problem?: Problem | undefined;
}) {
  const { me, mail, problem } = props;
  return (
    <section id="email-section" class="panel stack" aria-labelledby="email-title">
      <h2 id="email-title">{t("profile.email")}</h2>
      {mail && !me.emailVerified ? (
        <div class="note note-hint stack">
          <p>{t("profile.unverified", { email: me.email })}</p>
          <ActionButton action="/profile/verification">{t("profile.sendAgain")}</ActionButton>
        </div>
      ) : (
        <p class="quiet">
          <bdi translate="no">{me.email}</bdi> {me.emailVerified ? t("profile.verified") : ""}
        </p>
      )}
      <details class="disclosure" open={problem !== undefined}>
        <summary>{t("profile.changeEmail")}</summary>
        <form class="stack" method="post" action="/profile/email">
          <ProblemNote problem={problem} />
          <Field
            name="email"
            label={t("profile.newEmail")}
            hint={mail ? t("profile.newEmailHint") : undefined}
            type="email"
            value={props.email}
            problem={problem}
            required
            maxlength={254}
            autocomplete="email"
          />
          <Field
            name="currentPassword"
            label={t("settings.currentPassword")}
            type="password"
            problem={problem}
            rule="settings.wrongPassword"
            required
            maxlength={256}
            autocomplete="current-password"
          />
          <div>
            <button class="button button-primary" type="submit">
              {t("profile.changeEmail")}
            </button>
          </div>
        </form>
      </details>
    </section>
  );
}
