import type { Message } from "../../src/lib/contract/objects.ts";
import { ActionButton } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { raw } from "../jsx/html.ts";
import { renderMessages } from "../messages/list.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell, SidebarRoom } from "../shell/types.ts";
import { t } from "../words.ts";

type Unread = { room: SidebarRoom; mentioned: boolean; messages: Message[] };

const glyphs = { open: "hashtag", closed: "lock-closed", direct: "chat-bubble-left-right" } as const;

function Summary({ room, mentioned }: Unread) {
  return (
    <summary>
      <Icon name="chevron-right" />
      <Icon name={mentioned ? "at-symbol" : glyphs[room.kind]} />
      <h2>
        <bdi>{room.title}</bdi>
      </h2>
      <span class="badge">
        <span aria-hidden="true">{room.unreadCount}</span>
        <span class="visually-hidden">{t("unread.count", { count: room.unreadCount })}</span>
      </span>
    </summary>
  );
}

/** The way into the room leads to the first unread message, with what was said before it. */
function Actions({ room, messages }: Unread) {
  const [first, last] = [messages[0], messages.at(-1)];
  const rest = room.unreadCount - messages.length;
  const place = first ? `?at=${first.sequence}#message-${first.id}` : "";
  return (
    <div class="unread-actions">
      <a class="button button-small" href={rest > 0 ? `/rooms/${room.id}${place}` : `/rooms/${room.id}`}>
        {rest > 0 ? t("unread.more", { count: rest }) : t("unread.open")}
        <span class="visually-hidden">
          {" "}
          <bdi>{room.title}</bdi>
        </span>
      </a>
      {last ? (
        <ActionButton
          action="/unread/read"
          class="button button-small button-quiet"
          fields={{ roomId: room.id, sequence: String(rest > 0 ? last.sequence : room.lastSequence) }}
        >
          {t("unread.read")}
          <span class="visually-hidden">
            {" "}
            <bdi>{room.title}</bdi>
          </span>
        </ActionButton>
      ) : null}
    </div>
  );
}

function Room(unread: Unread) {
  return (
    <details class="unread-room" open>
      {Summary(unread)}
      <div
        class="messages"
        role="feed"
        aria-label={t("messages.feed", { room: unread.room.title })}
        hx-ignore="true"
      >
        {raw(renderMessages(unread.messages))}
      </div>
      {Actions(unread)}
    </details>
  );
}

/** What somebody has not read, in all rooms: mentions and direct messages first, each room to be folded and ticked off. */
export function UnreadPage({ shell, rooms, more }: { shell: Shell; rooms: Unread[]; more: number }) {
  const all = (
    <ActionButton action="/unread/read" class="button button-quiet">
      {t("unread.readAll")}
    </ActionButton>
  );
  return (
    <ShellPage shell={shell} title={t("unread.title")}>
      <Pane title={t("unread.title")} actions={rooms.length ? all : null}>
        {rooms.length ? null : (
          <div class="empty unread-none">
            <Icon name="check-circle" />
            <p>{t("unread.none")}</p>
          </div>
        )}
        {rooms.map(Room)}
        {more > 0 ? <p class="quiet">{t("unread.moreRooms", { count: more })}</p> : null}
      </Pane>
    </ShellPage>
  );
}
