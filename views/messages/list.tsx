import type { Message } from "../../src/lib/contract/objects.ts";
import { Clock, dayName, isoDay } from "../clock.ts";
import { Icon } from "../icons.tsx";
import { raw } from "../jsx/html.ts";
import { reader, t } from "../words.ts";
import { look, messageHtml } from "./message.tsx";
import { rememberedRest } from "./remembered.ts";

const groupingMilliseconds = 5 * 60_000;

function dayLine(day: number, today: number): string {
  const name =
    day === today
      ? t("messages.today")
      : day === today - 1
        ? t("messages.yesterday")
        : dayName(reader().locale, day, today);
  return `<div class="day" data-day="${isoDay(day)}"><time datetime="${isoDay(day)}">${Bun.escapeHTML(name)}</time></div>`;
}

const newLine = () =>
  `<div class="new-line" id="new"><span>${Bun.escapeHTML(t("messages.new"))}</span></div>`;

type Options = {
  /** Where the "new" line stands: above the first message after this sequence. */
  lastRead?: number | undefined;
  /** The first one is the root of a thread, of which the others are replies: a page may show a reply in its room, too. */
  thread?: { count: number; before?: string } | undefined;
};

/** What a message needs to know of the one above it; what happened to the room is nobody's to go on from. */
type Place = { senderId: string; sequence: number; at: number; day: number; isFirst: boolean };

/** Whether a message goes on where the same person left off a moment ago, on the same day. */
const goesOn = (here: Place, above: Place): boolean =>
  above.senderId === here.senderId && above.day === here.day && here.at - above.at < groupingMilliseconds;

const isFirstUnread = ({ sequence }: Place, above: Place | undefined, lastRead: number): boolean =>
  sequence > lastRead && (above?.sequence ?? sequence - 1) <= lastRead;

/** Between a root and its replies; `before`: the way to those that are not shown. */
const threadLine = ({ count, before = "" }: { count: number; before?: string }) =>
  `<div class="thread-line"><span>${Bun.escapeHTML(t("messages.replies", { count }))}</span></div>${before}`;

/** Whether a message begins anew below the one above: where the unread ones begin, or the replies to a root. */
const isApart = (here: Place, above: Place | undefined, { lastRead = Infinity, thread }: Options): boolean =>
  isFirstUnread(here, above, lastRead) || (thread !== undefined && above?.isFirst === true);

function linesAbove(here: Place, above: Place | undefined, today: number, options: Options): string {
  const replies = options.thread?.count && above?.isFirst ? threadLine(options.thread) : "";
  const day = above?.day === here.day ? "" : dayLine(here.day, today);
  return replies + day + (isFirstUnread(here, above, options.lastRead ?? Infinity) ? newLine() : "");
}
/** In a room whose messages disappear, what is empty leaves nothing to see. */
const isGone = ({ deletedAt, expiresAt }: Message): boolean => deletedAt !== null && expiresAt !== undefined;

/** Messages in order, with a line where a day of the reader's begins and one above the first unread. */
export function renderMessages(messages: Message[], options: Options = {}): string {
  const words = look();
  const clock = new Clock(reader());
  const today = clock.day(Date.now());
  const place = options.thread ? "reply" : "message";
  let html = "";
  let above: Place | undefined;
  for (const message of messages) {
    if (isGone(message)) continue;
    const at = Date.parse(message.createdAt);
    const { sequence } = message;
    const senderId = message.messageType === "system" ? message.id : message.senderId;
    const here = { senderId, sequence, at, day: clock.day(at), isFirst: above === undefined };
    const continues = above !== undefined && !isApart(here, above, options) && goesOn(here, above);
    html += linesAbove(here, above, today, options);
    html += messageHtml(message, continues, rememberedRest(message, words), place);
    above = here;
  }
  return html;
}

/** The way up: static/room/history.ts follows it as soon as it is nearly in view; without JavaScript it leads to the page before. */
export function OlderLink({ roomId, before }: { roomId: string; before: number }) {
  return (
    <a id="older" class="history-link" href={`/rooms/${roomId}?before=${before}`}>
      {t("messages.older")}
    </a>
  );
}

/** The way down, where a part of the past is on show. */
export function NewerLink({ roomId, after }: { roomId: string; after: number }) {
  return (
    <a id="newer" class="history-link" href={`/rooms/${roomId}?after=${after}`}>
      {t("messages.newer")}
    </a>
  );
}

type BeginningProps = {
  title: string;
  /** Where a room that nobody has written in yet gets its people from. */
  invite?: string | undefined;
  direct?: boolean | undefined;
};

/** Above the first message that there ever was. */
export function Beginning({ title, invite, direct }: BeginningProps) {
  return (
    <div id="older" class="beginning">
      <span class="beginning-mark">
        <Icon name={direct ? "chat-bubble-left-right" : "hashtag"} />
      </span>
      <h2>
        <bdi>{title}</bdi>
      </h2>
      <p>{direct ? t("messages.beginningDirect") : t("messages.beginning")}</p>
      {invite ? (
        <a class="button" href={invite}>
          {t("messages.invite")}
        </a>
      ) : null}
    </div>
  );
}

export type Stretch = {
  roomId: string;
  title: string;
  direct: boolean;
  messages: Message[];
  /** Whether the last of them is the room's newest. */
  atEnd: boolean;
};

/** What stands above the first of some messages: the way to those before, or the beginning of the room. */
export function WayUp({ roomId, title, direct, messages }: Omit<Stretch, "atEnd">) {
  const first = messages[0];
  if (first && first.sequence > 1) return <OlderLink roomId={roomId} before={first.sequence} />;
  const invite = first || direct ? undefined : `/rooms/${roomId}/members`;
  return <Beginning title={title} direct={direct} invite={invite} />;
}

/** Messages to be put above or below those there are, or in their place, with the ways on from there. */
export function HistoryFragment(stretch: Stretch) {
  const last = stretch.messages.at(-1);
  return (
    <>
      <WayUp {...stretch} />
      <div id="messages">{raw(renderMessages(stretch.messages))}</div>
      {!stretch.atEnd && last ? <NewerLink roomId={stretch.roomId} after={last.sequence} /> : null}
    </>
  );
}
