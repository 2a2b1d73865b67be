import { Field, ProblemNote, type Problem } from "../forms.tsx";
import { t } from "../words.ts";

/** What everybody sees in the corner. */
export function Place({ name, problem }: { name: string; problem?: Problem | undefined }) {
  return (
    <form class="stack panel" method="post" action="/admin/place">
      <ProblemNote problem={problem} />
      <Field
        name="name"
        label={t("entrance.placeName")}
        hint={t("admin.placeHint")}
        value={name}
        problem={problem}
        rule="forms.placeName"
        required
        maxlength={60}
        autocomplete="organization"
      />
      <button class="button button-primary" type="submit">
        {t("common.save")}
      </button>
    </form>
  );
}
