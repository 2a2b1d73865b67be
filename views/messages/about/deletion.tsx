import { ActionButton } from "../../forms.tsx";
import { t } from "../../words.ts";
import { type About, isMine } from "./about.ts";

/** Deleting, for the sender. */
export function Deletion(about: About) {
  const { message } = about;
  if (!isMine(about) || message.deletedAt) return null;
  return (
    <section id="delete" class="panel" aria-labelledby="delete-title">
      <h2 id="delete-title">{t("messages.deleteTitle")}</h2>
      <p class="quiet">{t("messages.deleteWarning")}</p>
      <ActionButton action={`/messages/${message.id}/delete`} class="button button-danger">
        {t("messages.delete")}
      </ActionButton>
    </section>
  );
}
