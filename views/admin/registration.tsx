import type { Registration } from "../../src/lib/contract/objects.ts";
import { Choice } from "../forms.tsx";
import { t } from "../words.ts";

/** Who may make an account here. */
export function RegistrationForm({ registration }: { registration: Registration }) {
  return (
    <form class="stack panel" method="post" action="/admin/registration">
      <fieldset class="choices">
        <legend>{t("admin.registration")}</legend>
        <Choice
          name="registration"
          value="open"
          chosen={registration}
          label={t("admin.registration.open")}
          hint={t("admin.registration.openHint")}
        />
        <Choice
          name="registration"
          value="invited"
          chosen={registration}
          label={t("admin.registration.invited")}
          hint={t("admin.registration.invitedHint")}
        />
      </fieldset>
      <button class="button button-primary" type="submit">
        {t("common.save")}
      </button>
    </form>
  );
}
