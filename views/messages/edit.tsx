import type { Message } from "../../src/lib/contract/objects.ts";
import { ActionButton, Field, ProblemNote, type Problem } from "../forms.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";

type Props = { shell: Shell; message: Message; content?: string; problem?: Problem };

/** Editing and deleting as a page of its own, for those without JavaScript. */
export function EditMessagePage({ shell, message, content = message.content, problem }: Props) {
  const back = `/rooms/${message.roomId}?at=${message.sequence}#message-${message.id}`;
  return (
    <ShellPage shell={shell} title="Edit message">
      <Pane title="Edit message" back={{ href: back, label: "Back to the room" }}>
        <form class="stack panel" method="post" action={`/messages/${message.id}/edit`}>
          <ProblemNote problem={problem} />
          <Field
            name="content"
            label="Message"
            value={content}
            problem={problem}
            multiline
            rows={6}
            required
            dir="auto"
          />
          <button class="button button-primary" type="submit">
            Save changes
          </button>
        </form>
        <section id="delete" class="panel" aria-labelledby="delete-title">
          <h2 id="delete-title">Delete message</h2>
          <p class="quiet">
            Everyone sees that a message stood here, but not what it said. This cannot be undone.
          </p>
          <ActionButton action={`/messages/${message.id}/delete`} class="button button-danger">
            Delete
          </ActionButton>
        </section>
      </Pane>
    </ShellPage>
  );
}
