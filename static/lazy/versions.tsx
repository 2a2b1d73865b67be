import { requestMarkup } from "../live/api.ts";
import { notice } from "../state.ts";
import { messageIdOf } from "./actions/action.ts";
import { showDialog } from "./dialog.ts";
import { t } from "./words.ts";

/** The server's own drawing (views/messages/about/versions.tsx), which nobody can have written. */
function Versions({ html, close }: { html: string; close: () => void }) {
  return (
    <div class="stack">
      <h2>{t("actions.versions")}</h2>
      <div class="dialog-scroll" tabIndex={0} dangerouslySetInnerHTML={{ __html: html }}></div>
      <div class="button-row">
        <button type="button" class="button" onClick={close}>
          {t("common.close")}
        </button>
      </div>
    </div>
  );
}

export async function showVersions(item: HTMLElement): Promise<void> {
  try {
    const html = await requestMarkup(`/messages/${messageIdOf(item)}/versions`);
    showDialog("card-dialog", t("actions.versions"), (close) => <Versions html={html} close={close} />);
  } catch (error) {
    notice.value = error instanceof Error ? error.message : String(error);
  }
}
