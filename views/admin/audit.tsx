import type { AuditEntry } from "../../src/lib/contract/objects.ts";
import { dateAndTime } from "../dates.ts";
import { t } from "../words.ts";

const detailsOf = ({ details }: AuditEntry): string =>
  Object.entries(details)
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ");

/** A deleted message leads to what it said, and that one looked is the next entry. */
function Subject({ entry: { action, subjectId, subjectUsername } }: { entry: AuditEntry }) {
  if (subjectUsername) return <a href={`/admin/people/${subjectUsername}`}>@{subjectUsername}</a>;
  if (!subjectId || !action.startsWith("message.")) return <bdi>{subjectId}</bdi>;
  return <a href={`/admin/audit/messages/${subjectId}`}>{t("moderation.deletedMessage")}</a>;
}

/** What privilege was used for, the newest first. Actions and details are told as they are kept. */
export function Audit({ entries, hasMore }: { entries: AuditEntry[]; hasMore: boolean }) {
  const last = entries.at(-1);
  if (!last) return <p class="nothing">{t("moderation.noAudit")}</p>;
  return (
    <>
      <div class="table-scroll" tabindex="0" role="region" aria-label={t("admin.audit")}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t("moderation.when")}</th>
              <th scope="col">{t("moderation.who")}</th>
              <th scope="col">{t("moderation.what")}</th>
              <th scope="col">{t("moderation.whom")}</th>
              <th scope="col">{t("moderation.details")}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr>
                <td>
                  <time datetime={entry.at}>{dateAndTime(entry.at)}</time>
                </td>
                <td>{entry.actorUsername ? `@${entry.actorUsername}` : entry.actorId}</td>
                <td>
                  <code>{entry.action}</code>
                </td>
                <td>
                  <Subject entry={entry} />
                  {entry.roomName ? (
                    <>
                      {" "}
                      <bdi class="quiet">{entry.roomName}</bdi>
                    </>
                  ) : null}
                </td>
                <td dir="auto">{detailsOf(entry)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasMore ? (
        <a class="button" rel="next" href={`/admin/audit?before=${last.id}`}>
          {t("moderation.older")}
        </a>
      ) : null}
    </>
  );
}
