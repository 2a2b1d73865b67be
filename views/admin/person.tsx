import { dateAndTime } from "../dates.ts";
import { ActionButton, Field, ProblemNote, type Problem, Select, Switch } from "../forms.tsx";
import { t } from "../words.ts";
import type { Account } from "./people.tsx";

/** Hours for which somebody can be silenced here; the API takes any time. */
export const silences = ["1", "24", "168", "720"] as const;

type Props = { account: Account; fault?: { form: string; problem: Problem } | undefined };

/** What can be done about somebody who does harm. Whoever is the owner, or the reader, has no such page. */
export function AccountForms(props: Props) {
  return (
    <>
      <Facts {...props} />
      <Warning {...props} />
      <Silence {...props} />
      <Ban {...props} />
    </>
  );
}

function Facts({ account: { user, email } }: Props) {
  return (
    <dl class="facts panel">
      <div>
        <dt>{t("moderation.account")}</dt>
        <dd>
          <bdi>{user.displayName}</bdi> <a href={`/people/${user.username}`}>@{user.username}</a>
        </dd>
      </div>
      <div>
        <dt>{t("moderation.email")}</dt>
        <dd>
          <bdi>{email}</bdi>
        </dd>
      </div>
    </dl>
  );
}

const problemOf = ({ fault }: Props, form: string) => (fault?.form === form ? fault.problem : undefined);

function ReasonField({ problem, required }: { problem: Problem | undefined; required?: boolean }) {
  return (
    <Field
      name="reason"
      label={t("moderation.reason")}
      problem={problem}
      rule="moderation.reasonRule"
      required={required}
      maxlength={1000}
      dir="auto"
    />
  );
}

function Warning(props: Props) {
  const { user } = props.account;
  const problem = problemOf(props, "warn");
  return (
    <form class="stack panel" method="post" action={`/admin/people/${user.username}/warn`}>
      <h2>{t("moderation.warn")}</h2>
      <p class="quiet">{t("moderation.warnHint")}</p>
      <ProblemNote problem={problem} />
      <ReasonField problem={problem} required />
      <button class="button" type="submit">
        {t("moderation.warn")}
      </button>
    </form>
  );
}

function Silence(props: Props) {
  const { user, silencedUntil } = props.account;
  const action = `/admin/people/${user.username}/silence`;
  const problem = problemOf(props, "silence");
  if (silencedUntil)
    return (
      <section class="stack panel">
        <h2>{t("moderation.silence")}</h2>
        <p>{t("moderation.silencedUntil", { time: dateAndTime(silencedUntil) })}</p>
        <ActionButton action={action} fields={{ hours: "" }}>
          {t("moderation.unsilence")}
        </ActionButton>
      </section>
    );
  return (
    <form class="stack panel" method="post" action={action}>
      <h2>{t("moderation.silence")}</h2>
      <p class="quiet">{t("moderation.silenceHint")}</p>
      <ProblemNote problem={problem} />
      <div class="field-row">
        <Select
          name="hours"
          label={t("moderation.howLong")}
          value="24"
          options={silences.map((hours) => [hours, t("moderation.hours", { count: Number(hours) })])}
        />
        <ReasonField problem={problem} />
      </div>
      <button class="button" type="submit">
        {t("moderation.silence")}
      </button>
    </form>
  );
}

function Ban(props: Props) {
  const { user, bannedAt, wiping } = props.account;
  const problem = problemOf(props, "ban");
  if (bannedAt)
    return (
      <section class="stack panel">
        <h2>{t("moderation.ban")}</h2>
        <p>{t("moderation.bannedSince", { time: dateAndTime(bannedAt) })}</p>
        {wiping ? <p class="quiet">{t("moderation.wiping")}</p> : null}
        <ActionButton action={`/admin/people/${user.username}/unban`}>{t("moderation.unban")}</ActionButton>
      </section>
    );
  return (
    <form class="stack panel" method="post" action={`/admin/people/${user.username}/ban`}>
      <h2>{t("moderation.ban")}</h2>
      <p class="quiet">{t("moderation.banHint")}</p>
      <ProblemNote problem={problem} />
      <ReasonField problem={problem} />
      <Switch name="wipe" label={t("moderation.wipe")} hint={t("moderation.wipeHint")} />
      <button class="button button-danger" type="submit">
        {t("moderation.ban")}
      </button>
    </form>
  );
}
