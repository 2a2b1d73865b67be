import { Icon } from "../icons.tsx";
import { t } from "../words.ts";
import type { Shell } from "./types.ts";

/** Shows only what is unread in the sidebar, or everything. In the browser static/moves.ts does it in place. */
export function UnreadOnlyButton({ shell }: { shell: Shell }) {
  const label = t("palette.unreadOnly");
  return (
    <form method="post" action="/unread/only" hx-boost="false">
      <input type="hidden" name="next" value={shell.path} />
      <input type="hidden" name="unreadOnly" value={shell.preferences.unreadOnly ? "false" : "true"} />
      <button
        class="icon-button unread-only"
        type="submit"
        aria-pressed={shell.preferences.unreadOnly ? "true" : "false"}
        aria-label={label}
        title={label}
      >
        <Icon name="funnel" />
      </button>
    </form>
  );
}
