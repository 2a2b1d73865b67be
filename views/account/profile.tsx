import type { Me } from "../../src/lib/contract/objects.ts";
import { Field, ProblemNote, type Problem } from "../forms.tsx";
import { Avatar } from "../people/avatar.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";

type Props = { shell: Shell; me: Me; displayName?: string; saved?: boolean; problem?: Problem };

/** One's own name, and what others can see of one. */
export function ProfilePage({ shell, me, displayName = me.displayName, saved, problem }: Props) {
  return (
    <ShellPage shell={shell} title="Your profile">
      <Pane title="Your profile">
        <div class="profile-head">
          <Avatar userId={me.id} name={me.displayName} size="large" />
          <div>
            <p class="profile-name">
              <bdi>{me.displayName}</bdi>
            </p>
            <p class="quiet">
              @{me.username} · {me.email}
            </p>
          </div>
        </div>
        {saved ? (
          <p class="note note-success" role="status">
            Saved.
          </p>
        ) : null}
        <form class="stack panel" method="post" action="/profile">
          <ProblemNote problem={problem} />
          <Field
            name="displayName"
            label="Your name"
            hint="As others see it, also beside what you wrote before."
            value={displayName}
            problem={problem}
            required
            maxlength={80}
            autocomplete="name"
          />
          <button class="button button-primary" type="submit">
            Save
          </button>
        </form>
      </Pane>
    </ShellPage>
  );
}
