import type { ReminderChoice } from "../../../src/lib/remind-at.ts";
import type { Key } from "../../../words/index.ts";
import { dateAndTime } from "../../dates.ts";
import { ActionButton, Field, ProblemNote } from "../../forms.tsx";
import { t } from "../../words.ts";
import type { About } from "./about.ts";

const choices: Record<ReminderChoice, Key> = {
  minutes: "remind.minutes",
  hour: "remind.hour",
  tomorrow: "remind.tomorrow",
  week: "remind.week",
};

function Choices({ action }: { action: string }) {
  return (
    <div class="button-row">
      {Object.entries(choices).map(([when, label]) => (
        <ActionButton action={action} fields={{ when }} class="button button-small">
          {t(label)}
        </ActionButton>
      ))}
    </div>
  );
}

/** Being shown it again: at a time of the day, or one that the reader names. */
export function ReminderForm({ message, remindAt, fault }: About) {
  if (message.deletedAt) return null;
  const action = `/messages/${message.id}/reminder`;
  const problem = fault?.group === "reminder" ? fault.problem : undefined;
  return (
    <section id="reminder" class="stack panel" aria-labelledby="reminder-title">
      <h2 id="reminder-title">{t("remind.title")}</h2>
      {remindAt === undefined ? null : (
        <div class="button-row">
          <p class="quiet">{t("remind.set", { time: dateAndTime(remindAt) })}</p>
          <ActionButton action={action} fields={{ when: "never" }} class="button button-small button-quiet">
            {t("remind.drop")}
          </ActionButton>
        </div>
      )}
      <Choices action={action} />
      <form class="stack" method="post" action={action}>
        <ProblemNote problem={problem} />
        <Field
          name="local"
          label={t("remind.own")}
          type="datetime-local"
          problem={problem}
          rule="remind.rule"
          required
        />
        <button class="button" type="submit">
          {t("remind.submit")}
        </button>
      </form>
    </section>
  );
}
