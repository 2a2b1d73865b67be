import type { Report } from "../../src/lib/contract/objects.ts";
import { dateAndTime } from "../dates.ts";
import { ActionButton } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { t } from "../words.ts";

type Props = {
  reports: Report[];
  state: "open" | "resolved";
  /** Where the list is: `/admin/reports`, or that of one room. */
  path: string;
  hasMore: boolean;
  /** Whether the reader looks after the place, and people have a page for them. */
  admin: boolean;
};

/** What readers asked to be looked at: open ones with what can be done, or those that were decided. */
export function Reports({ reports, state, path, hasMore, admin }: Props) {
  const last = reports.at(-1);
  return (
    <>
      <nav class="tabs" aria-label={t("moderation.reports")}>
        {(["open", "resolved"] as const).map((each) => (
          <a href={`${path}?state=${each}`} aria-current={each === state ? "page" : undefined}>
            {t(each === "open" ? "moderation.open" : "moderation.resolved")}
          </a>
        ))}
      </nav>
      {reports.length === 0 ? (
        <p class="nothing">{t(state === "open" ? "moderation.noneOpen" : "moderation.noneResolved")}</p>
      ) : (
        <ul class="stack" role="list">
          {reports.map((report) => (
            <ReportCard report={report} path={path} admin={admin} />
          ))}
        </ul>
      )}
      {hasMore && last ? (
        <a class="button" rel="next" href={`${path}?state=${state}&before=${last.id}`}>
          {t("moderation.older")}
        </a>
      ) : null}
    </>
  );
}

function ReportCard({ report, path, admin }: { report: Report; path: string; admin: boolean }) {
  const { sender, reporter } = report;
  return (
    <li class="panel stack report">
      <p class="quiet">
        {t("moderation.reportedBy", { name: reporter.displayName, time: dateAndTime(report.createdAt) })}
        {report.roomName === null ? null : (
          <>
            {" · "}
            <bdi>{report.roomName}</bdi>
          </>
        )}
      </p>
      <blockquote class="report-content" dir="auto">
        <p class="card-name">
          <bdi>{sender.displayName}</bdi> <bdi class="quiet">@{sender.username}</bdi>
          {report.deleted ? <small class="tag">{t("moderation.deletedSince")}</small> : null}
        </p>
        <bdi>{report.content}</bdi>
      </blockquote>
      <p dir="auto">
        <Icon name="flag" /> <bdi>{report.reason}</bdi>
      </p>
      {report.resolvedAt ? (
        <p class="quiet">
          {t(report.outcome === "acted" ? "moderation.acted" : "moderation.dismissed")} ·{" "}
          {dateAndTime(report.resolvedAt)}
        </p>
      ) : (
        <Decision report={report} path={path} admin={admin} />
      )}
    </li>
  );
}

function Decision({ report, path, admin }: { report: Report; path: string; admin: boolean }) {
  const decide = `/reports/${report.id}/resolve`;
  return (
    <div class="button-row">
      <ActionButton action={decide} fields={{ outcome: "acted", back: path }} class="button button-primary">
        {t("moderation.markActed")}
      </ActionButton>
      <ActionButton action={decide} fields={{ outcome: "dismissed", back: path }}>
        {t("moderation.dismiss")}
      </ActionButton>
      <a class="button" href={`/messages/${report.messageId}`}>
        {t("moderation.seeMessage")}
      </a>
      {admin ? (
        <a class="button" href={`/admin/people/${report.sender.username}`}>
          {t("moderation.seePerson")}
        </a>
      ) : null}
    </div>
  );
}
