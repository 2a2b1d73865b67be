import type { Message, MessagePage } from "../../src/lib/contract/objects.ts";
import { ActionButton, type Problem } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { raw } from "../jsx/html.ts";
import { renderMessages } from "../messages/list.tsx";
import { inPlace } from "../rooms/header.tsx";
import { t } from "../words.ts";
import { ThreadComposer } from "./composer.tsx";

export type ThreadView = {
  roomId: string;
  /** Of its room. */
  title: string;
  root: Message;
  replies: MessagePage;
  following: boolean;
  lastReadSequence: number;
  draft: { content?: string | undefined; clientMessageId: string; problem?: Problem | undefined };
};

const pathOf = ({ roomId, root }: ThreadView) => `/rooms/${roomId}/threads/${root.id}`;

function Follow({ view }: { view: ThreadView }) {
  const { following } = view;
  return (
    <form class="thread-follow" method="post" action={`${pathOf(view)}/follow`}>
      <input type="hidden" name="following" value={String(!following)} />
      <button
        class="button button-small"
        type="submit"
        aria-pressed={following}
        title={t("threads.followHint")}
      >
        <Icon name={following ? "bell-alert" : "bell"} />
        <span>{following ? t("threads.following") : t("threads.follow")}</span>
      </button>
    </form>
  );
}

/** The way to the replies before the first one that is shown (static/lazy/thread/pane.ts follows it in place). */
export const EarlierReplies = ({ path, before }: { path: string; before: number }) => (
  <a class="history-link" data-earlier href={`${path}?before=${before}`} hx-boost="false">
    {t("threads.earlier")}
  </a>
);

function Replies({ view }: { view: ThreadView }) {
  const { root, replies, lastReadSequence, title } = view;
  const first = replies.messages[0];
  const earlier =
    replies.hasMore && first ? EarlierReplies({ path: pathOf(view), before: first.sequence }).text : "";
  const thread = { count: root.thread?.replyCount ?? replies.messages.length, before: earlier };
  return (
    <div
      id="replies"
      class="messages"
      role="feed"
      aria-label={t("threads.feed", { room: title })}
      hx-ignore="true"
    >
      {raw(renderMessages([root, ...replies.messages], { thread, lastRead: lastReadSequence }))}
    </div>
  );
}

/** Without JavaScript nobody can tell what was read, so the reader says it. */
function MarkRead({ view }: { view: ThreadView }) {
  const last = view.replies.messages.at(-1)?.sequence ?? 0;
  if (last <= view.lastReadSequence) return null;
  return (
    <div class="mark-read">
      <ActionButton
        action={`${pathOf(view)}/read`}
        class="button button-quiet"
        fields={{ sequence: String(last) }}
      >
        {t("threads.read")}
      </ActionButton>
    </div>
  );
}

/** A thread beside its room: a message and what was said in reply to it. Stands where the room's details do. */
export function ThreadPane({ view }: { view: ThreadView }) {
  const { roomId, root, title, draft } = view;
  return (
    <aside
      id="details"
      class="details thread"
      aria-labelledby="details-title"
      data-thread-root-id={root.id}
      data-last-read={view.following ? view.lastReadSequence : undefined}
      hx-boost:inherited={inPlace("#details")}
    >
      <header class="details-header">
        <a
          class="icon-button details-close"
          href={`/rooms/${roomId}`}
          hx-boost="false"
          data-details="close"
          aria-label={t("threads.close")}
          title={t("threads.close")}
        >
          <Icon name="x-mark" />
          <Icon name="chevron-left" />
        </a>
        <Follow view={view} />
        <h2 id="details-title" tabindex={-1}>
          {t("threads.thread")}
        </h2>
      </header>
      <div id="thread-scroller" class="scroller">
        <div class="conversation">
          {Replies({ view })}
          <div data-island="thread-outbox" data-root-id={root.id}></div>
          {MarkRead({ view })}
        </div>
      </div>
      <div class="dock">
        <ThreadComposer roomId={roomId} rootId={root.id} title={title} {...draft} />
      </div>
    </aside>
  );
}
