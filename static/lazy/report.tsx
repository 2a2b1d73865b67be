import { signal } from "@preact/signals";
import { request } from "../live/api.ts";
import { messageIdOf } from "./actions/action.ts";
import { showDialog } from "./dialog.ts";
import { toast } from "./toast.tsx";
import { t } from "./words.ts";

const problem = signal("");

async function send(id: string, reason: string, close: () => void): Promise<void> {
  try {
    await request("POST", `/api/messages/${id}/report`, { reason });
    close();
    toast(t("moderation.reported"));
  } catch (error) {
    problem.value = error instanceof Error ? error.message : String(error);
  }
}

type Props = { item: HTMLElement; close: () => void };

function ReportForm({ item, close }: Props) {
  const submitted = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const reason = event.currentTarget.querySelector("textarea")?.value.trim() ?? "";
    if (reason) void send(messageIdOf(item), reason, close);
  };
  return (
    <form class="stack" onSubmit={submitted}>
      <h2>{t("moderation.report")}</h2>
      <p class="sheet-quote" dir="auto">
        {item.querySelector(".message-content")?.textContent}
      </p>
      <div class="field">
        <label for="report-reason">{t("moderation.reason")}</label>
        <textarea id="report-reason" rows={3} maxLength={1000} required dir="auto"></textarea>
      </div>
      {problem.value ? (
        <p class="note note-error" role="alert">
          {problem.value}
        </p>
      ) : null}
      <div class="button-row">
        <button type="submit" class="button button-primary">
          {t("moderation.send")}
        </button>
        <button type="button" class="button" onClick={close}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}

/** Asks why a message should be looked at by those who look after its room. */
export function openReport(item: HTMLElement): void {
  problem.value = "";
  showDialog("card-dialog", t("moderation.report"), (close) => <ReportForm item={item} close={close} />);
}
