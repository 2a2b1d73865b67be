import { ActionButton, ProblemNote } from "../../forms.tsx";
import { t } from "../../words.ts";
import { type About, isMine } from "./about.ts";

/** Voting, for those who are in the room; ending it, for its author and whoever looks after the room. */
export function Poll(about: About) {
  const { message, fault, moderates } = about;
  const { poll } = message;
  if (!poll || poll.closedAt) return null;
  const failed = fault?.group === "poll" ? fault : undefined;
  return (
    <section id="poll" class="stack panel" aria-labelledby="poll-title">
      <h2 id="poll-title">{t("polls.yourVote")}</h2>
      <form class="stack" method="post" action={`/messages/${message.id}/votes`}>
        <ProblemNote problem={failed?.problem} />
        <fieldset class="choices">
          <legend>{poll.multiple ? t("polls.several") : t("polls.one")}</legend>
          {poll.options.map(({ text }, place) => (
            <label class="choice">
              <input
                type={poll.multiple ? "checkbox" : "radio"}
                name="option"
                value={String(place)}
                checked={about.votes?.includes(place)}
              />
              <span dir="auto">{text}</span>
            </label>
          ))}
        </fieldset>
        <div class="form-acts">
          <button class="button button-primary" type="submit">
            {t("polls.vote")}
          </button>
          <button class="button button-quiet" type="submit" name="none" value="true">
            {t("polls.takeBack")}
          </button>
        </div>
      </form>
      {isMine(about) || moderates ? (
        <ActionButton action={`/messages/${message.id}/poll/close`} class="button button-small">
          {t("polls.close")}
        </ActionButton>
      ) : null}
    </section>
  );
}
