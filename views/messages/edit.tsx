import type { Message } from "../../src/lib/contract/objects.ts";
import { ActionButton, Field, ProblemNote, type Problem } from "../forms.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";

type Props = { shell: Shell; message: Message; content?: string; problem?: Problem };

/** Editing and deleting as a page of its own, for those without JavaScript. */
export function EditMessagePage({ shell, message, content = message.content, problem }: Props) {
  const back = `/rooms/${message.roomId}?at=${message.sequence}#message-${message.id}`;
  return (
    <ShellPage shell={shell} title={t("messages.editTitle")}>
      <Pane title={t("messages.editTitle")} back={{ href: back, label: t("messages.back") }}>
        <form class="stack panel" method="post" action={`/messages/${message.id}/edit`}>
          <ProblemNote problem={problem} />
          <Field
            name="content"
            label={t("messages.content")}
            value={content}
            problem={problem}
            multiline
            rows={6}
            required
            dir="auto"
          />
          <button class="button button-primary" type="submit">
            {t("messages.saveChanges")}
          </button>
        </form>
        <section id="delete" class="panel" aria-labelledby="delete-title">
          <h2 id="delete-title">{t("messages.deleteTitle")}</h2>
          <p class="quiet">{t("messages.deleteWarning")}</p>
          <ActionButton action={`/messages/${message.id}/delete`} class="button button-danger">
            {t("messages.delete")}
          </ActionButton>
        </section>
      </Pane>
    </ShellPage>
  );
}
