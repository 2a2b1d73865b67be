import { Field, ProblemNote, type Problem } from "../forms.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { reader, t } from "../words.ts";

/** As it stands in the form: day and time of the reader's own. */
export type ScheduleDraft = { content: string; day: string; time: string };

type Props = {
  shell: Shell;
  title: string;
  action: string;
  back: { href: string; label: string };
  draft: ScheduleDraft;
  problem?: Problem | undefined;
};

function When({ draft, problem }: Pick<Props, "draft" | "problem">) {
  // Both together are the time at which it is sent.
  const late = problem?.errors?.some(({ path }) => path === "sendAt");
  return (
    <>
      <div class="field-row">
        <Field name="day" type="date" label={t("scheduled.day")} value={draft.day} required />
        <Field name="time" type="time" label={t("scheduled.time")} value={draft.time} required />
      </div>
      {late ? <p class="field-error">{t("scheduled.ahead")}</p> : null}
      <p class="field-hint">{t("scheduled.zone", { zone: reader().timeZone.replaceAll("_", " ") })}</p>
    </>
  );
}

/** Writing a message for later, or changing one. */
export function ScheduleForm({ shell, title, action, back, draft, problem }: Props) {
  return (
    <ShellPage shell={shell} title={title}>
      <Pane title={title} back={back}>
        <form class="stack panel" method="post" action={action}>
          <ProblemNote problem={problem} />
          <Field
            name="content"
            label={t("messages.content")}
            value={draft.content}
            problem={problem}
            multiline
            rows={5}
            required
            dir="auto"
          />
          <When draft={draft} problem={problem} />
          <button class="button button-primary" type="submit">
            {t("scheduled.schedule")}
          </button>
        </form>
      </Pane>
    </ShellPage>
  );
}
