import { useRef } from "preact/hooks";
import { signal } from "@preact/signals";
import type { IslandProps } from "./island.ts";
import { Icon } from "../icon.tsx";
import { draftOf, keepDraft } from "../drafts.ts";
import { sendMessage } from "../outbox.ts";
import { editLast } from "../room/edit.tsx";
import { showsNewest } from "../room/messages.ts";
import { clearNewLine } from "../room/reading.ts";
import { scrollToEnd } from "../room/scroll.ts";
import { goToNewest } from "../sidebar/refresh.ts";
import { typed, typedNothing } from "../typing-sender.ts";

const maxCodePoints = 5000;
const problem = signal("");
/** On a touch keyboard Enter is the only way to a new line. */
const entersSend = () => !matchMedia("(hover: none) and (pointer: coarse)").matches;

/** For browsers without `field-sizing: content`. */
function fit(field: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

function check(content: string): string {
  const length = content.length > maxCodePoints ? [...content].length : content.length;
  return length > maxCodePoints
    ? `That is ${length - maxCodePoints} characters more than the ${maxCodePoints} a message can have.`
    : "";
}

function changed(roomId: string, field: HTMLTextAreaElement): void {
  problem.value = check(field.value.trim());
  keepDraft(roomId, field.value);
  fit(field);
  if (field.value.trim()) typed(roomId);
  else typedNothing(roomId);
}

function submit(roomId: string, field: HTMLTextAreaElement): void {
  const content = field.value.trim();
  problem.value = check(content);
  if (!content || problem.value) return;
  field.value = "";
  changed(roomId, field);
  clearNewLine();
  sendMessage(roomId, content);
  if (showsNewest()) scrollToEnd();
  else goToNewest(roomId);
}

function pressed(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): void {
  const field = event.currentTarget;
  if (event.key === "ArrowUp" && field.value === "" && editLast()) event.preventDefault();
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !entersSend()) return;
  event.preventDefault();
  if (field.value.trim()) field.form?.requestSubmit();
}

/** Mirrors views/rooms/composer.tsx, which the server renders and this takes over. */
export function Composer({ host }: IslandProps) {
  const { roomId = "", title = "" } = host.dataset;
  const field = useRef<HTMLTextAreaElement>(null);
  const restore = (element: HTMLTextAreaElement | null) => {
    field.current = element;
    if (element && !element.value) element.value = draftOf(roomId);
    if (element) fit(element);
  };
  return (
    <form
      class="composer"
      method="post"
      action={`/rooms/${roomId}/messages`}
      onSubmit={(event) => {
        event.preventDefault();
        if (field.current) submit(roomId, field.current);
      }}
    >
      {problem.value ? (
        <p class="note note-error" role="alert" id="composer-problem">
          {problem.value}
        </p>
      ) : null}
      <label class="visually-hidden" for="composer-content">{`Message to ${title}`}</label>
      <div class="composer-box">
        <textarea
          id="composer-content"
          name="content"
          rows={1}
          required
          dir="auto"
          placeholder={`Message ${title}`}
          aria-describedby={problem.value ? "composer-problem" : undefined}
          autocomplete="off"
          ref={restore}
          onInput={(event) => changed(roomId, event.currentTarget)}
          onKeyDown={pressed}
        ></textarea>
        <button class="send-button" type="submit" aria-label="Send" title="Send">
          <Icon name="arrow-up" />
        </button>
      </div>
    </form>
  );
}
