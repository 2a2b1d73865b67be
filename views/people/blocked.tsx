import type { User } from "../../src/lib/contract/objects.ts";
import { ActionButton } from "../forms.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";
import { PersonRow } from "./people.tsx";

/** Whom the viewer blocks. */
export function BlockedPage({ shell, people }: { shell: Shell; people: User[] }) {
  return (
    <ShellPage shell={shell} title={t("people.blocked")}>
      <Pane
        title={t("people.blocked")}
        lead={t("people.blockHint")}
        back={{ href: "/people", label: t("people.backToAll") }}
      >
        {people.length ? null : <p class="quiet">{t("people.nobodyBlocked")}</p>}
        <ul class="cards">
          {people.map((user) => (
            <PersonRow user={user} online={false}>
              <ActionButton action={`/people/${user.username}/unblock`} fields={{ next: "/blocks" }}>
                {t("people.unblock")}
                <span class="visually-hidden">
                  {" "}
                  <bdi>{user.displayName}</bdi>
                </span>
              </ActionButton>
            </PersonRow>
          ))}
        </ul>
      </Pane>
    </ShellPage>
  );
}
