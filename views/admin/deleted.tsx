import type { DeletedMessage } from "../../src/lib/contract/objects.ts";
import { dateAndTime } from "../dates.ts";
import { t } from "../words.ts";

/** What a deleted message said. */
export function Deleted({ message }: { message: DeletedMessage }) {
  return (
    <section class="panel stack">
      <h2>{t("moderation.deletedMessage")}</h2>
      <p class="quiet">
        <bdi>@{message.senderUsername}</bdi>
        {" · "}
        <time datetime={message.deletedAt}>{dateAndTime(message.deletedAt)}</time>
      </p>
      <blockquote class="report-content" dir="auto">
        <bdi>{message.content}</bdi>
      </blockquote>
      <p class="quiet">{t("moderation.looked")}</p>
      <a class="button" href="/admin/audit">
        {t("admin.audit")}
      </a>
    </section>
  );
}
