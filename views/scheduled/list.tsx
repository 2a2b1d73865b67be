import type { Scheduled } from "../../src/lib/contract/objects.ts";
import { dateAndTime } from "../dates.ts";
import { ActionButton } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";

type RowProps = { shell: Shell; message: Scheduled };

/** Why it was not sent, where that is so. */
function reasonOf({ failure }: Scheduled): string {
  if (failure === "not_found") return t("scheduled.notMember");
  if (failure === "forbidden") return t("scheduled.mayNotWrite");
  return t("scheduled.failed");
}

function When({ message }: Pick<RowProps, "message">) {
  if (message.failure) return <p class="scheduled-failure">{reasonOf(message)}</p>;
  if (message.sending) return <p class="scheduled-time">{t("scheduled.sending")}</p>;
  return (
    <p class="scheduled-time">
      <Icon name="clock" />
      <time datetime={message.sendAt}>{dateAndTime(message.sendAt)}</time>
    </p>
  );
}

function Acts({ message: { id, sending } }: Pick<RowProps, "message">) {
  if (sending) return null;
  return (
    <div class="scheduled-acts">
      <ActionButton action={`/scheduled/${id}/send`} class="button button-small">
        {t("scheduled.sendNow")}
      </ActionButton>
      <a class="button button-small" href={`/scheduled/${id}`}>
        {t("scheduled.change")}
      </a>
      <ActionButton action={`/scheduled/${id}/cancel`} class="button button-small button-quiet">
        {t("scheduled.cancel")}
      </ActionButton>
    </div>
  );
}

/** A room that its author is no longer in has no name for them. */
function Row({ shell, message }: RowProps) {
  const room = shell.rooms.find(({ id }) => id === message.roomId);
  return (
    <li class="scheduled-row">
      <p class="scheduled-room">
        {room ? (
          <a href={`/rooms/${room.id}`}>
            <bdi>{room.title}</bdi>
          </a>
        ) : (
          t("scheduled.noRoom")
        )}
      </p>
      <p class="scheduled-content" dir="auto">
        {message.content}
      </p>
      <When message={message} />
      <Acts message={message} />
    </li>
  );
}

type Props = { shell: Shell; scheduled: Scheduled[]; conflict?: boolean | undefined };

/** What somebody has waiting to be sent, the next one first. */
export function ScheduledPage({ shell, scheduled, conflict }: Props) {
  return (
    <ShellPage shell={shell} title={t("scheduled.title")}>
      <Pane title={t("scheduled.title")}>
        {conflict ? (
          <p class="note note-error" role="alert">
            {t("scheduled.conflict")}
          </p>
        ) : null}
        {scheduled.length ? (
          <ul class="scheduled-list" id="scheduled">
            {scheduled.map((message) => (
              <Row shell={shell} message={message} />
            ))}
          </ul>
        ) : (
          <div class="empty" id="scheduled">
            <Icon name="clock" />
            <p>{t("scheduled.none")}</p>
          </div>
        )}
      </Pane>
    </ShellPage>
  );
}
