import { Field, ProblemNote } from "../../forms.tsx";
import { t } from "../../words.ts";
import { type About, isMine } from "./about.ts";

/** Asking those who look after the room to look at a message, for all who did not write it. */
export function Report(about: About) {
  const { message, fault } = about;
  if (isMine(about) || message.deletedAt || message.messageType === "system") return null;
  const failed = fault?.group === "report" ? fault : undefined;
  return (
    <form id="report" class="stack panel" method="post" action={`/messages/${message.id}/report`}>
      <h2>{t("moderation.report")}</h2>
      <ProblemNote problem={failed?.problem} />
      <Field
        name="reason"
        label={t("moderation.reason")}
        hint={t("moderation.reportHint")}
        value={failed?.fields.reason ?? ""}
        problem={failed?.problem}
        rule="moderation.reasonRule"
        multiline
        rows={3}
        required
        maxlength={1000}
        dir="auto"
      />
      <button class="button" type="submit">
        {t("moderation.send")}
      </button>
    </form>
  );
}
