import { ActionButton } from "../../forms.tsx";
import { Icon } from "../../icons.tsx";
import { t } from "../../words.ts";
import type { About } from "./about.ts";

/** What one press does: pinning for all, saving for oneself, and not having read it. */
export function Keeping({ message, saved }: About) {
  if (message.deletedAt) return null;
  const action = `/messages/${message.id}`;
  const isPinned = message.pinnedAt !== undefined;
  return (
    <div class="button-row">
      <ActionButton action={`${action}/saved`} fields={{ state: saved === undefined ? "saved" : "not" }}>
        <Icon name="bookmark" />
        {saved === undefined ? t("messages.save") : t("messages.unsave")}
      </ActionButton>
      <ActionButton action={`${action}/pin`} fields={{ pinned: String(!isPinned) }}>
        <Icon name="map-pin" />
        {isPinned ? t("messages.unpin") : t("messages.pin")}
      </ActionButton>
      <ActionButton action={`${action}/unread`}>
        <Icon name="envelope" />
        {t("messages.markUnread")}
      </ActionButton>
    </div>
  );
}
