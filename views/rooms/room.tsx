import { raw } from "../jsx/html.ts";
import type { MessagePage, Room } from "../../src/lib/contract/objects.ts";
import type { Problem } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { NewerLink, renderMessages, WayUp } from "../messages/list.tsx";
import { BackLink, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";
import { Composer } from "./composer.tsx";

type ViewedRoom = Pick<Room, "id" | "kind" | "topic" | "revision">;

export type RoomView = {
  room: ViewedRoom;
  title: string;
  page: MessagePage;
  /** Whether the page ends with the room's newest message: only then may live ones be put below. */
  atEnd: boolean;
  lastRead: number;
  unread: number;
  draft: { content?: string; clientMessageId: string; problem?: Problem };
};

function Header({ room, title }: { room: ViewedRoom; title: string }) {
  return (
    <header class="pane-header">
      <BackLink />
      <div class="pane-titles">
        <h1>
          {room.kind === "closed" ? <Icon name="lock-closed" /> : null}
          <bdi>{title}</bdi>
        </h1>
        {room.topic ? (
          <p class="topic" dir="auto" title={room.topic}>
            {room.topic}
          </p>
        ) : null}
      </div>
      <div class="pane-actions">
        <a class="icon-button" href={`/rooms/${room.id}/members`} aria-label="Members" title="Members">
          <Icon name="users" />
        </a>
      </div>
    </header>
  );
}

/** Without JavaScript nobody can tell what was read, so the reader says it. */
function MarkRead({ roomId, unread }: { roomId: string; unread: number }) {
  if (unread === 0) return null;
  return (
    <form class="mark-read" method="post" action={`/rooms/${roomId}/read`} hx-boost="false">
      <button class="button button-quiet" type="submit">
        {t("messages.mark-read", { count: unread })}
      </button>
    </form>
  );
}

function Conversation({ view }: { view: RoomView }) {
  const { room, title, page, atEnd, lastRead, unread } = view;
  const last = page.messages.at(-1);
  return (
    <div class="conversation">
      <WayUp roomId={room.id} title={title} direct={room.kind === "direct"} messages={page.messages} />
      <div
        id="messages"
        class="messages"
        role="feed"
        aria-label={t("messages.feed", { room: title })}
        hx-ignore="true"
      >
        {raw(renderMessages(page.messages, { lastRead: unread > 0 ? lastRead : undefined }))}
      </div>
      {!atEnd && last ? <NewerLink roomId={room.id} after={last.sequence} /> : null}
      {atEnd ? null : (
        <a class="history-link without-script" href={`/rooms/${room.id}`}>
          {t("messages.newest")}
        </a>
      )}
      <div data-island="outbox"></div>
      <MarkRead roomId={room.id} unread={unread} />
    </div>
  );
}

/** A room: its header, its messages from the newest upwards, and the composer. */
export function RoomPage({ shell, view }: { shell: Shell; view: RoomView }) {
  const { room, title, draft } = view;
  return (
    <ShellPage shell={shell} title={title}>
      <main
        id="main"
        class="pane room"
        data-pane="room"
        data-room-id={room.id}
        data-title={title}
        data-revision={room.revision}
        data-kind={room.kind}
        data-at-end={view.atEnd || undefined}
        tabindex={-1}
      >
        <Header room={room} title={title} />
        <div id="scroller" class="scroller">
          <Conversation view={view} />
        </div>
        <div id="heard" class="visually-hidden" role="log" aria-live="polite"></div>
        <div class="dock">
          <div class="jump-host" data-island="jump"></div>
          <Composer roomId={room.id} kind={room.kind} title={title} {...draft} />
          <div class="typing" data-island="typing" aria-live="polite"></div>
        </div>
      </main>
    </ShellPage>
  );
}
