import type { Message } from "../../src/lib/contract/objects.ts";
import { ActionButton } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { raw } from "../jsx/html.ts";
import { renderMessages } from "../messages/list.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell, SidebarRoom } from "../shell/types.ts";
import { t } from "../words.ts";

type Followed = {
  root: Message;
  replies: Message[];
  unreadCount: number;
  lastReadSequence: number;
  lastReplyId: string;
};
type Props = { shell: Shell; threads: Followed[]; hasMore: boolean; unreadOnly: boolean };

const glyphs = { open: "hashtag", closed: "lock-closed", direct: "chat-bubble-left-right" } as const;

function Heading({ room, path, unreadCount }: { room: SidebarRoom; path: string; unreadCount: number }) {
  return (
    <header class="followed-head">
      <Icon name={glyphs[room.kind]} />
      <h2>
        <a href={path}>
          <bdi>{room.title}</bdi>
        </a>
      </h2>
      {unreadCount > 0 ? (
        <span class="badge">
          <span aria-hidden="true">{unreadCount}</span>
          <span class="visually-hidden">{t("threads.newReplies", { count: unreadCount })}</span>
        </span>
      ) : null}
    </header>
  );
}

/** The newest reply that is on show: what came while somebody was reading is not read by that. */
function Answer({ path, read }: { path: string; read: number }) {
  return (
    <form class="followed-answer" method="post" action={`${path}/messages`}>
      <input type="hidden" name="next" value="inbox" />
      <input type="hidden" name="read" value={read} />
      <input type="hidden" name="clientMessageId" value={Bun.randomUUIDv7()} />
      <textarea
        name="content"
        rows={1}
        required
        dir="auto"
        aria-label={t("threads.label")}
        placeholder={t("threads.placeholder")}
      ></textarea>
      <button class="icon-button" type="submit" aria-label={t("composer.send")} title={t("composer.send")}>
        <Icon name="paper-airplane" />
      </button>
    </form>
  );
}

function Thread({ thread, room }: { thread: Followed; room: SidebarRoom }) {
  const { root, replies, unreadCount, lastReadSequence } = thread;
  const path = `/rooms/${root.roomId}/threads/${root.id}`;
  const last = replies.at(-1)?.sequence ?? 0;
  const shown = replies.filter(({ sequence }) => sequence > lastReadSequence).length;
  const rest = unreadCount > 0 ? Math.max(0, unreadCount - shown) : 0;
  const count = root.thread?.replyCount ?? replies.length;
  return (
    <article
      id={`thread-${root.id}`}
      class="followed"
      data-unread={unreadCount > 0 || undefined}
      aria-label={t("threads.feed", { room: room.title })}
    >
      {Heading({ room, path, unreadCount })}
      <div class="messages" hx-ignore="true">
        {raw(renderMessages([root, ...replies], { thread: { count }, lastRead: lastReadSequence }))}
      </div>
      <div class="followed-foot">
        {Answer({ path, read: last })}
        <a class="button button-small button-quiet" href={path}>
          {rest > 0 ? t("threads.more", { count: rest }) : t("threads.open")}
        </a>
        {unreadCount > 0 ? (
          <ActionButton
            action={`${path}/read`}
            class="button button-small button-quiet"
            fields={{ next: "inbox", sequence: String(last) }}
          >
            {t("threads.read")}
          </ActionButton>
        ) : null}
      </div>
    </article>
  );
}

function Filters({ unreadOnly }: { unreadOnly: boolean }) {
  return (
    <nav class="tabs" aria-label={t("threads.title")}>
      <a href="/threads" aria-current={unreadOnly ? undefined : "page"}>
        {t("threads.all")}
      </a>
      <a href="/threads?unread=1" aria-current={unreadOnly ? "page" : undefined}>
        {t("threads.unread")}
      </a>
    </nav>
  );
}

function Nothing({ unreadOnly }: { unreadOnly: boolean }) {
  return (
    <div class="empty unread-none">
      <Icon name={unreadOnly ? "check-circle" : "chat-bubble-bottom-center-text"} />
      <p>{unreadOnly ? t("threads.noneUnread") : t("threads.none")}</p>
    </div>
  );
}

/** The threads that somebody follows: each with its unread replies, to be answered and ticked off where one reads. */
export function ThreadsPage({ shell, threads, hasMore, unreadOnly }: Props) {
  const rooms = new Map(shell.rooms.map((room) => [room.id, room]));
  const older = `?before=${threads.at(-1)?.lastReplyId ?? ""}${unreadOnly ? "&unread=1" : ""}`;
  const all = (
    <ActionButton action="/threads/read" class="button button-quiet">
      {t("threads.readAll")}
    </ActionButton>
  );
  return (
    <ShellPage shell={shell} title={t("threads.title")}>
      <Pane title={t("threads.title")} actions={shell.threads.count > 0 ? all : null}>
        {Filters({ unreadOnly })}
        {threads.length ? null : Nothing({ unreadOnly })}
        {threads.map((thread) => {
          const room = rooms.get(thread.root.roomId);
          return room ? Thread({ thread, room }) : null;
        })}
        {hasMore ? (
          <a class="history-link" href={`/threads${older}`}>
            {t("threads.older")}
          </a>
        ) : null}
      </Pane>
    </ShellPage>
  );
}
