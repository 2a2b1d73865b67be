import { signal } from "@preact/signals";
import type { BrowserKey } from "../../words/index.ts";
import { momentOf } from "../clock.ts";
import { request } from "../live/api.ts";
import { messageIdOf } from "./actions/action.ts";
import { showDialog } from "./dialog.ts";
import { toast } from "./toast.tsx";
import { t } from "./words.ts";

/** By the clock where the person is, which the server knows. */
const choices: { when: string; label: BrowserKey }[] = [
  { when: "minutes", label: "actions.remindMinutes" },
  { when: "hour", label: "actions.remindHour" },
  { when: "tomorrow", label: "actions.remindTomorrow" },
  { when: "week", label: "actions.remindWeek" },
];
const problem = signal("");

async function set(id: string, body: { when: string } | { local: string }, close: () => void): Promise<void> {
  try {
    const { at } = (await request("PUT", `/api/messages/${id}/reminder`, body)) as { at: string };
    close();
    toast(t("actions.reminderSet", { time: momentOf(new Date(at)) }));
  } catch (error) {
    problem.value = error instanceof Error ? error.message : String(error);
  }
}

function Remind({ id, close }: { id: string; close: () => void }) {
  const submitted = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const local = event.currentTarget.querySelector("input")?.value ?? "";
    if (local) void set(id, { local: local.slice(0, 16) }, close);
  };
  return (
    <div class="stack">
      <h2>{t("actions.remind")}</h2>
      <div class="remind-choices">
        {choices.map(({ when, label }) => (
          <button type="button" key={when} class="button" onClick={() => void set(id, { when }, close)}>
            {t(label)}
          </button>
        ))}
      </div>
      <form class="remind-own" onSubmit={submitted}>
        <div class="field">
          <label for="remind-local">{t("actions.remindOwn")}</label>
          <input id="remind-local" type="datetime-local" required />
        </div>
        <button type="submit" class="button button-primary">
          {t("actions.remindSet")}
        </button>
      </form>
      {problem.value ? (
        <p class="note note-error" role="alert">
          {problem.value}
        </p>
      ) : null}
      <button type="button" class="button button-quiet" onClick={close}>
        {t("common.cancel")}
      </button>
    </div>
  );
}

/** Asks when to be shown a message again. */
export function openRemind(item: HTMLElement): void {
  problem.value = "";
  const id = messageIdOf(item);
  showDialog("card-dialog", t("actions.remind"), (close) => <Remind id={id} close={close} />);
}
