import type { MentionPage, Message } from "../../src/lib/contract/objects.ts";
import { dateAndTime } from "../dates.ts";
import { Icon } from "../icons.tsx";
import { raw } from "../jsx/html.ts";
import { renderMessages } from "../messages/list.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";

type Mention = MentionPage["mentions"][number];

/** A reply stands in its thread, and only there unless it was said to the room too. */
const placeOf = ({ roomId, sequence, id, threadRootId, alsoInRoom }: Message): string =>
  threadRootId && !alsoInRoom
    ? `/rooms/${roomId}/threads/${threadRootId}#message-${id}`
    : `/rooms/${roomId}?at=${sequence}#message-${id}`;

function Entry({ mention: { message, unread }, shell }: { mention: Mention; shell: Shell }) {
  const room = shell.rooms.find(({ id }) => id === message.roomId);
  return (
    <li class="mention-entry" data-unread={unread || undefined}>
      <p class="mention-place">
        <a href={placeOf(message)}>
          <bdi>{room?.title ?? t("mentions.room")}</bdi>
        </a>
        <time datetime={message.createdAt}>{dateAndTime(message.createdAt)}</time>
        {unread ? <span class="badge">{t("mentions.unread")}</span> : null}
      </p>
      <div class="messages" hx-ignore="true">
        {raw(renderMessages([message]))}
      </div>
    </li>
  );
}

/** All messages that name the reader, of all their rooms, newest first. */
export function MentionsPage({ shell, page: { mentions, hasMore } }: { shell: Shell; page: MentionPage }) {
  const last = mentions.at(-1);
  return (
    <ShellPage shell={shell} title={t("mentions.title")}>
      <Pane title={t("mentions.title")} lead={t("mentions.lead")}>
        {mentions.length ? null : (
          <div class="empty unread-none">
            <Icon name="at-symbol" />
            <p>{t("mentions.none")}</p>
          </div>
        )}
        <ol id="mentions" class="mention-entries">
          {mentions.map((mention) => (
            <Entry mention={mention} shell={shell} />
          ))}
        </ol>
        {hasMore && last ? (
          <a class="button" href={`/mentions?before=${last.message.id}`}>
            {t("mentions.older")}
          </a>
        ) : null}
      </Pane>
    </ShellPage>
  );
}
