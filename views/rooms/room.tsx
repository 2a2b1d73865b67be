import { raw } from "../jsx/html.ts";
import type { MessagePage } from "../../src/lib/contract/objects.ts";
import type { Problem } from "../forms.tsx";
import { NewerLink, renderMessages, WayUp } from "../messages/list.tsx";
import { ShellPage } from "../shell/shell.tsx";
import type { Shell, SidebarRoom } from "../shell/types.ts";
import { t } from "../words.ts";
import type { Company } from "./company.ts";
import { Details, type DetailsView, NoDetails } from "./details.tsx";
import { RoomHeader } from "./header.tsx";
import { ThreadPane, type ThreadView } from "../threads/pane.tsx";
import { Writing } from "./writing.tsx";

export type RoomView = {
  room: SidebarRoom;
  title: string;
  company: Company;
  page: MessagePage;
  /** Whether the page ends with the room's newest message: only then may live ones be put below. */
  atEnd: boolean;
  lastRead: number;
  /** Whether the reader looks after what is said in it. */
  moderates: boolean;
  unread: number;
  draft: { content?: string; clientMessageId: string; problem?: Problem };
};

/** Without JavaScript nobody can tell what was read, so the reader says it. */
function MarkRead({ roomId, unread }: { roomId: string; unread: number }) {
  if (unread === 0) return null;
  return (
    <form class="mark-read" method="post" action={`/rooms/${roomId}/read`} hx-boost="false">
      <button class="button button-quiet" type="submit">
        {t("messages.markRead", { count: unread })}
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

type Props = { shell: Shell; view: RoomView; details?: DetailsView; thread?: ThreadView };

/** What stands beside the messages, or the place that it comes into. */
function Beside({ shell, details, thread }: Omit<Props, "view">) {
  if (thread) return ThreadPane({ view: thread });
  return details ? Details({ shell, view: details }) : NoDetails();
}

/** A room: its header, its messages from the newest upwards, the composer, and its details or a thread where these are open. */
export function RoomPage({ shell, view, details, thread }: Props) {
  const { room, title, company } = view;
  return (
    <ShellPage shell={shell} title={title}>
      <main
        id="main"
        class="pane room"
        data-pane="room"
        data-room-id={room.id}
        data-title={title}
        data-revision={room.revision}
        data-last-sequence={room.lastSequence}
        data-kind={room.kind}
        data-lifetime={room.settings.messageLifetime ?? undefined}
        data-at-end={view.atEnd || undefined}
        data-moderates={view.moderates || undefined}
        tabindex={-1}
      >
        <RoomHeader shell={shell} room={room} company={company} open={details !== undefined} />
        <div id="scroller" class="scroller">
          <Conversation view={view} />
        </div>
        <div id="heard" class="visually-hidden" role="log" aria-live="polite"></div>
        <div class="dock">
          <div class="jump-host" data-island="jump"></div>
          <Writing shell={shell} view={view} />
          <div class="typing" data-island="typing" aria-live="polite"></div>
        </div>
        {Beside({ shell, ...(details && { details }), ...(thread && { thread }) })}
      </main>
    </ShellPage>
  );
}
