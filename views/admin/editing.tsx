import { Select } from "../forms.tsx";
import { t } from "../words.ts";

/** Seconds that are offered; another number was set through the API. */
const offered = () =>
  new Map([
    [300, t("admin.editFive")],
    [900, t("admin.editQuarter")],
    [3600, t("admin.editHour")],
    [86_400, t("admin.editDay")],
    [0, t("admin.editAlways")],
  ]);

/** For how long people may edit what they wrote. */
export function EditingForm({ seconds }: { seconds: number }) {
  const choices = offered();
  if (!choices.has(seconds)) choices.set(seconds, t("admin.editSeconds", { count: seconds }));
  return (
    <form class="stack panel" method="post" action="/admin/editing">
      <Select
        name="seconds"
        label={t("admin.editWindow")}
        value={String(seconds)}
        options={[...choices].map(([value, label]) => [String(value), label])}
      />
      <p class="quiet">{t("admin.editHint")}</p>
      <button class="button button-primary" type="submit">
        {t("common.save")}
      </button>
    </form>
  );
}
