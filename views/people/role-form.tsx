import type { User } from "../../src/lib/contract/objects.ts";
import { Select } from "../forms.tsx";
import { t } from "../words.ts";
import { roles } from "./roles.ts";

/** What somebody is in the place, for those who may change it. `choices` has what they are now among it. */
export function RoleForm({ user, choices }: { user: User; choices: readonly User["role"][] }) {
  return (
    <form class="stack panel" method="post" action={`/people/${user.username}/role`}>
      <Select
        name="role"
        label={t("people.role")}
        value={user.role}
        options={choices.map((role): [string, string] => [role, t(roles[role])])}
      />
      <p class="field-hint">{t("people.guestHint")}</p>
      <div>
        <button class="button" type="submit">
          {t("common.save")}
        </button>
      </div>
    </form>
  );
}
