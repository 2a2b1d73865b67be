import { ActionButton } from "../../forms.tsx";
import { t } from "../../words.ts";
import { type About, isMine } from "./about.ts";

/** Deleting, for the sender and whoever looks after the room; and taking that back, for whoever did it. */
export function Deletion(about: About) {
  const { message, moderates, restorable } = about;
  const action = `/messages/${message.id}`;
  if (restorable)
    return (
      <section class="panel note-success" role="status">
        <p>{t("messages.deletedNow")}</p>
        <ActionButton action={`${action}/restore`}>{t("messages.restore")}</ActionButton>
      </section>
    );
  if (message.deletedAt || !(isMine(about) || moderates)) return null;
  return (
    <section id="delete" class="panel" aria-labelledby="delete-title">
      <h2 id="delete-title">{t("messages.deleteTitle")}</h2>
      <p class="quiet">{t("messages.deleteWarning")}</p>
      <ActionButton action={`${action}/delete`} class="button button-danger">
        {t("messages.delete")}
      </ActionButton>
    </section>
  );
}
