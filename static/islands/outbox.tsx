import type { IslandProps } from "./island.ts";
import { Icon } from "../icon.tsx";
import { discard, outbox, type Outgoing, retry } from "../outbox.ts";
import { viewer } from "../page.ts";
import { beginsDay, goesOn } from "../room/arrange.ts";
import { lastMessage } from "../room/messages.ts";
import { dayName, dayOf, timeOf } from "../clock.ts";
import { t } from "../words.ts";

/** Said after a moment only (styles/composer.css): a short interruption is nobody's business. */
function Delay({ message }: { message: Outgoing }) {
  return (
    <div class="message-waiting" role="status">
      <Icon name="clock" />
      <span>{t("composer.waiting")}</span>
      <button
        type="button"
        class="button button-small button-quiet"
        onClick={() => discard(message.clientMessageId)}
      >
        {t("common.discard")}
      </button>
    </div>
  );
}

function Failure({ message }: { message: Outgoing }) {
  return (
    <div class="message-failure" role="alert">
      <span>{t("composer.notSent", { problem: message.problem ?? "" })}</span>
      <button type="button" class="button button-small" onClick={() => retry(message.roomId)}>
        {t("common.retry")}
      </button>
      <button
        type="button"
        class="button button-small button-quiet"
        onClick={() => discard(message.clientMessageId)}
      >
        {t("common.discard")}
      </button>
    </div>
  );
}

/** One's own letters and picture, as the sidebar has them. */
function OwnAvatar() {
  const own = document.querySelector<HTMLElement>(".sidebar-me .avatar");
  const picture = own?.querySelector("img")?.getAttribute("src");
  return (
    <span class="avatar" data-hue={own?.dataset.hue} aria-hidden="true">
      {own?.textContent}
      {picture ? <img src={picture} alt="" loading="lazy" width={40} height={40} /> : null}
    </span>
  );
}

/** As views/messages/markdown says of what is nothing but a few emoji. */
const emojiOnly = /^(?:\p{RGI_Emoji}\s*){1,6}$/v;
const isEmojiOnly = (content: string) => content.length < 100 && emojiOnly.test(content);

/** Laid out like the message it becomes (views/messages/message.tsx), so that nothing moves when it does. */
function Pending({ message, continues }: { message: Outgoing; continues: boolean }) {
  const { state, createdAt, content } = message;
  const classes = [
    "message",
    continues && "continues",
    (state === "sending" || state === "waiting") && "pending",
    state === "failed" && "failed",
  ];
  return (
    <article
      class={classes.filter(Boolean).join(" ")}
      data-outgoing={message.clientMessageId}
      data-state={state}
    >
      <OwnAvatar />
      <div class="message-head mine">
        <bdi class="message-sender">{viewer().displayName}</bdi>{" "}
        <span class="message-time">
          <time dateTime={createdAt}>{timeOf(new Date(createdAt))}</time>
        </span>
      </div>
      <div class={isEmojiOnly(content) ? "message-content emoji-only" : "message-content"} dir="auto">
        {content}
      </div>
      {state === "waiting" ? <Delay message={message} /> : null}
      {state === "failed" ? <Failure message={message} /> : null}
    </article>
  );
}

function DayLine({ date }: { date: Date }) {
  return (
    <div class="day">
      <time dateTime={dayOf(date)}>{dayName(date)}</time>
    </div>
  );
}

/** Messages that wait below the last one that is there, as they will stand. */
export function Waiting({ messages, last }: { messages: Outgoing[]; last: HTMLElement | undefined }) {
  const first = messages[0];
  if (!first) return null;
  const date = new Date(first.createdAt);
  const above = goesOn(viewer().userId, date, last);
  return (
    <div class="messages">
      {beginsDay(date, last) ? <DayLine date={date} /> : null}
      {messages.map((message, index) => (
        <Pending key={message.clientMessageId} message={message} continues={index > 0 || above} />
      ))}
    </div>
  );
}

/** One's own messages of this room until the list has them; replies wait in their thread. */
export function Outbox({ host }: IslandProps) {
  const roomId = host.closest<HTMLElement>("main")?.dataset.roomId;
  const isHere = (each: Outgoing) => each.roomId === roomId && (!each.threadRootId || each.alsoInRoom);
  return <Waiting messages={outbox.value.filter(isHere)} last={lastMessage()} />;
}
