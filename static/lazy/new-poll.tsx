import { useState } from "preact/hooks";
import { request, RequestFailure } from "../live/api.ts";
import { newMessageId } from "../message-id.ts";
import { showDialog } from "./dialog.ts";
import { t } from "./words.ts";

/** Answers to begin with, and at most. */
const least = 2;
const most = 10;

type Props = { roomId: string; close: () => void };

function Options({ count, more }: { count: number; more: () => void }) {
  return (
    <fieldset class="poll-options field">
      <legend>{t("polls.options")}</legend>
      {Array.from({ length: count }, (_, place) => (
        <input
          key={place}
          name="option"
          maxLength={100}
          dir="auto"
          required={place < least}
          aria-label={t("polls.option", { number: place + 1 })}
          placeholder={t("polls.option", { number: place + 1 })}
        />
      ))}
      {count < most ? (
        <button class="button button-small button-quiet" type="button" onClick={more}>
          {t("polls.addOption")}
        </button>
      ) : null}
    </fieldset>
  );
}

function Check({ name, label }: { name: string; label: string }) {
  return (
    <label class="check">
      <input type="checkbox" name={name} />
      {label}
    </label>
  );
}

function NewPoll({ roomId, close }: Props) {
  const [count, setCount] = useState(least + 1);
  const [problem, setProblem] = useState("");
  // Sent again after a failure that nobody heard the end of, it is still one.
  const [clientMessageId] = useState(newMessageId);
  const submitted = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const options = data.getAll("option").map(String);
    try {
      await request("POST", `/api/rooms/${roomId}/polls`, {
        question: data.get("question"),
        options: options.filter((text) => text.trim() !== ""),
        multiple: data.has("multiple"),
        anonymous: data.has("anonymous"),
        clientMessageId,
      });
      close();
    } catch (error) {
      setProblem(error instanceof RequestFailure ? error.message : String(error));
    }
  };
  return (
    <form class="stack" onSubmit={(event) => void submitted(event)}>
      <h2>{t("polls.poll")}</h2>
      {problem ? (
        <p class="note note-error" role="alert">
          {problem}
        </p>
      ) : null}
      <div class="field">
        <label for="poll-question">{t("polls.question")}</label>
        <input id="poll-question" name="question" maxLength={300} dir="auto" required autoFocus />
      </div>
      <Options count={count} more={() => setCount(count + 1)} />
      <Check name="multiple" label={t("polls.allowSeveral")} />
      <Check name="anonymous" label={t("polls.beAnonymous")} />
      <div class="form-acts">
        <button class="button button-primary" type="submit">
          {t("polls.ask")}
        </button>
        <button class="button button-quiet" type="button" onClick={close}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}

/** Asks a room something. */
export const askPoll = (roomId: string): void =>
  showDialog("card-dialog", t("polls.poll"), (close) => <NewPoll roomId={roomId} close={close} />);
