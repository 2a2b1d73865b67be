import type { AuditAction } from "../../src/lib/contract/moderation.ts";
import type { AuditEntry } from "../../src/lib/contract/objects.ts";
import type { Key } from "../../words/index.ts";
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

const acts: Record<AuditAction, Key> = {
  "emoji.add": "moderation.audit.emoji.add",
  "emoji.remove": "moderation.audit.emoji.remove",
  "installation.update": "moderation.audit.installation.update",
  "invitation.make": "moderation.audit.invitation.make",
  "invitation.revoke": "moderation.audit.invitation.revoke",
  "membership.remove": "moderation.audit.membership.remove",
  "membership.role": "moderation.audit.membership.role",
  "message.delete": "moderation.audit.message.delete",
  "message.read_deleted": "moderation.audit.message.read_deleted",
  "poll.close": "moderation.audit.poll.close",
  "report.resolve": "moderation.audit.report.resolve",
  "room.archive": "moderation.audit.room.archive",
  "room.restore": "moderation.audit.room.restore",
  "room.update": "moderation.audit.room.update",
  "user.ban": "moderation.audit.user.ban",
  "user.role": "moderation.audit.user.role",
  "user.silence": "moderation.audit.user.silence",
  "user.unban": "moderation.audit.user.unban",
  "user.unsilence": "moderation.audit.user.unsilence",
  "user.warn": "moderation.audit.user.warn",
  "user.wipe": "moderation.audit.user.wipe",
};

/** What somebody did, in words; what a newer version does by its name. */
function actOf({ action, actorUsername, actorId }: AuditEntry): string {
  const person = actorUsername ? `@${actorUsername}` : actorId;
  const key = acts[action as AuditAction] as Key | undefined;
  return key ? t(key, { person }) : `${person} ${action}`;
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { roomName, subjectId, at } = entry;
  const details = detailsOf(entry);
  return (
    <li class="card">
      <div class="card-text">
        <p class="card-name" dir="auto">
          {actOf(entry)}
        </p>
        <p>
          {subjectId ? <Subject entry={entry} /> : null}
          {subjectId && roomName ? " · " : null}
          {roomName ? <bdi>{roomName}</bdi> : null}
        </p>
        {details ? <p dir="auto">{details}</p> : null}
        <p>
          <time datetime={at}>{dateAndTime(at)}</time>
        </p>
      </div>
    </li>
  );
}

/** What privilege was used for, the newest first. Details are told as they are kept. */
export function Audit({ entries, hasMore }: { entries: AuditEntry[]; hasMore: boolean }) {
  const last = entries.at(-1);
  if (!last) return <p class="nothing">{t("moderation.noAudit")}</p>;
  return (
    <>
      <ul class="cards" role="list">
        {entries.map((entry) => (
          <Entry entry={entry} />
        ))}
      </ul>
      {hasMore ? (
        <a class="button" rel="next" href={`/admin/audit?before=${last.id}`}>
          {t("moderation.older")}
        </a>
      ) : null}
    </>
  );
}
