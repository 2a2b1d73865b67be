import { Choice, Field, ProblemNote, type Problem } from "../forms.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";

export type NewRoomForm = {
  name?: string;
  topic?: string;
  kind?: string;
  members?: string;
  problem?: Problem;
};

/** What a new room is called, what for, and who is in it. */
export function NewRoomPage({ shell, form = {} }: { shell: Shell; form?: NewRoomForm }) {
  const { name, topic, kind = "open", members, problem } = form;
  return (
    <ShellPage shell={shell} title={t("rooms.new")}>
      <Pane title={t("rooms.new")} back={{ href: "/rooms", label: t("rooms.backToAll") }}>
        <form class="stack panel" method="post" action="/rooms">
          <ProblemNote problem={problem} />
          <Field
            name="name"
            label={t("rooms.name")}
            hint={t("rooms.nameHint")}
            value={name}
            problem={problem}
            required
            maxlength={100}
            autocomplete="off"
            autofocus
          />
          <Field
            name="topic"
            label={t("rooms.topic")}
            value={topic}
            problem={problem}
            maxlength={250}
            autocomplete="off"
          />
          <fieldset class="choices">
            <legend>{t("rooms.whoMayJoin")}</legend>
            <Choice
              name="kind"
              value="open"
              chosen={kind}
              label={t("rooms.kind.open")}
              hint={t("rooms.kind.openHint")}
            />
            <Choice
              name="kind"
              value="closed"
              chosen={kind}
              label={t("rooms.kind.closed")}
              hint={t("rooms.kind.closedHint")}
            />
          </fieldset>
          <Field
            name="members"
            label={t("rooms.bringIn")}
            hint={t("rooms.bringInHint")}
            value={members}
            problem={problem}
            rule="rooms.unknownPeople"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
          />
          <button class="button button-primary" type="submit">
            {t("rooms.create")}
          </button>
        </form>
      </Pane>
    </ShellPage>
  );
}
