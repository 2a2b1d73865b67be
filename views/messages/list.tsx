import { raw } from "../jsx/html.ts";
import type { Message } from "../../src/lib/contract/objects.ts";
import { onSameDay, renderMessage } from "./message.tsx";
import { rememberedRest } from "./remembered.ts";

const dayFormat = new Intl.DateTimeFormat("en", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** In UTC, as the server knows no better; the browser draws the line again where its own days begin. */
function daySeparator(createdAt: string): string {
  const day = createdAt.slice(0, 10);
  return `<li class="day" data-day="${day}"><time datetime="${day}">${dayFormat.format(Date.parse(createdAt))}</time></li>`;
}

const newLine = `<li class="new-line" id="new"><span>New</span></li>`;

type Options = {
  /** The message above the first one, so that the first day and group begin where they do. */
  previous?: Message | undefined;
  /** Where the "new" line stands: above the first message after this sequence. */
  lastRead?: number | undefined;
};

/** Messages in order, with a line where a day begins and one above the first unread. */
export function renderMessages(messages: Message[], { previous, lastRead }: Options = {}): string {
  let html = "";
  let last = previous;
  for (const message of messages) {
    if (!last || !onSameDay(last, message)) html += daySeparator(message.createdAt);
    const firstUnread =
      lastRead !== undefined &&
      message.sequence > lastRead &&
      (last?.sequence ?? message.sequence - 1) <= lastRead;
    if (firstUnread) html += newLine;
    html += renderMessage(message, firstUnread ? undefined : last, rememberedRest(message));
    last = message;
  }
  return html;
}

/** The way up. With htmx it follows itself as soon as it is nearly in view; without, it is a link to the page before. */
export function OlderLink({ roomId, before }: { roomId: string; before: number }) {
  return (
    <a
      id="older"
      class="history-link"
      href={`/rooms/${roomId}?before=${before}`}
      hx-get={`/rooms/${roomId}/history?before=${before}`}
      hx-sync="this:drop"
      hx-trigger="click, intersect once root:#scroller rootMargin:'600px 0px'"
      hx-target="this"
      hx-swap="outerHTML show:none"
    >
      Older messages
    </a>
  );
}

/** `invite`: where a room that nobody has written in yet gets its people from. */
export function Beginning({ title, invite }: { title: string; invite?: string | undefined }) {
  return (
    <p id="older" class="beginning">
      This is where <bdi>{title}</bdi> begins. {invite ? <a href={invite}>Invite people</a> : null}
    </p>
  );
}

type FragmentProps = { roomId: string; title: string; messages: Message[]; hasMore: boolean };

/** The answer to the way up: the next way up in its place, and the older messages above the ones there are. */
export function HistoryFragment({ roomId, title, messages, hasMore }: FragmentProps) {
  const first = messages[0];
  return (
    <>
      {hasMore && first ? <OlderLink roomId={roomId} before={first.sequence} /> : <Beginning title={title} />}
      <hx-partial hx-target="#messages" hx-swap="afterbegin">
        {raw(renderMessages(messages))}
      </hx-partial>
    </>
  );
}
