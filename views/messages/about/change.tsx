import { Field, ProblemNote } from "../../forms.tsx";
import { t } from "../../words.ts";
import { type About, isMine } from "./about.ts";

/** Editing, for the sender, as long as that is allowed. */
export function Change(about: About) {
  const { message, fault } = about;
  if (!isMine(about) || message.deletedAt || message.poll || !about.editable) return null;
  const failed = fault?.group === "change" ? fault : undefined;
  return (
    <form id="edit" class="stack panel" method="post" action={`/messages/${message.id}/edit`}>
      <h2>{t("messages.editTitle")}</h2>
      <ProblemNote problem={failed?.problem} />
      <Field
        name="content"
        label={t("messages.content")}
        value={failed?.fields.content ?? message.content}
        problem={failed?.problem}
        multiline
        rows={6}
        required
        dir="auto"
      />
      <button class="button button-primary" type="submit">
        {t("messages.saveChanges")}
      </button>
    </form>
  );
}
