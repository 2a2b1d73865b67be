import { Field, ProblemNote, type Problem } from "../forms.tsx";
import { t } from "../words.ts";
import { AccountFields, type AccountValues, type Door, Entrance } from "./entrance.tsx";

type Props = { door: Door; values?: AccountValues & { name?: string }; problem?: Problem };

/** Where nobody lives yet: what the place is called, and who owns it. */
export function FirstRunPage({ door, values = {}, problem }: Props) {
  return (
    <Entrance door={door} title={t("entrance.firstRun")} lead={t("entrance.firstRunLead")}>
      <form class="stack" method="post" action="/first-run">
        <ProblemNote problem={problem} />
        <Field
          name="name"
          label={t("entrance.placeName")}
          hint={t("entrance.placeNameHint")}
          value={values.name}
          problem={problem}
          rule="forms.placeName"
          required
          maxlength={60}
          autocomplete="organization"
          autofocus
        />
        <h2>{t("entrance.ownerAccount")}</h2>
        <AccountFields values={values} problem={problem} />
        <button class="button button-primary" type="submit">
          {t("entrance.begin")}
        </button>
      </form>
    </Entrance>
  );
}
