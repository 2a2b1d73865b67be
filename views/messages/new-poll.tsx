import { POLL_OPTIONS } from "../../src/lib/contract/inputs.ts";
import { Field, ProblemNote, type Problem } from "../forms.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";

export type PollDraft = {
  clientMessageId: string;
  question: string;
  options: string[];
  multiple: boolean;
  anonymous: boolean;
};

type Props = { shell: Shell; roomId: string; title: string; draft: PollDraft; problem?: Problem | undefined };

function Option({ place, text, problem }: { place: number; text: string; problem: Problem | undefined }) {
  const wrong = problem?.errors?.some(({ path }) => path === `options.${place}`);
  return (
    <input
      name="option"
      value={text}
      maxlength={100}
      dir="auto"
      aria-label={t("polls.option", { number: place + 1 })}
      placeholder={t("polls.option", { number: place + 1 })}
      aria-invalid={wrong ? "true" : undefined}
      required={place < POLL_OPTIONS.least}
    />
  );
}

/** Asking a room something, as a page of its own. */
export function NewPollPage({ shell, roomId, title, draft, problem }: Props) {
  const places = Array.from({ length: POLL_OPTIONS.most }, (_, place) => place);
  return (
    <ShellPage shell={shell} title={t("polls.new")}>
      <Pane
        title={t("polls.new")}
        back={{ href: `/rooms/${roomId}`, label: t("polls.back", { room: title }) }}
      >
        <form class="stack panel" method="post" action={`/rooms/${roomId}/poll`}>
          <ProblemNote problem={problem} />
          <input type="hidden" name="clientMessageId" value={draft.clientMessageId} />
          <Field
            name="question"
            label={t("polls.question")}
            value={draft.question}
            problem={problem}
            rule="polls.questionRule"
            maxlength={300}
            required
            dir="auto"
          />
          <fieldset class="poll-options field">
            <legend>{t("polls.options")}</legend>
            {places.map((place) => (
              <Option place={place} text={draft.options[place] ?? ""} problem={problem} />
            ))}
            <p class="field-hint">{t("polls.optionsHint")}</p>
          </fieldset>
          <label class="check">
            <input type="checkbox" name="multiple" value="true" checked={draft.multiple} />
            {t("polls.allowSeveral")}
          </label>
          <label class="check">
            <input type="checkbox" name="anonymous" value="true" checked={draft.anonymous} />
            {t("polls.beAnonymous")}
          </label>
          <button class="button button-primary" type="submit">
            {t("polls.ask")}
          </button>
        </form>
      </Pane>
    </ShellPage>
  );
}
