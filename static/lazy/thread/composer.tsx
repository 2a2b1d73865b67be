import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../icon.tsx";
import type { IslandProps } from "../../islands/island.ts";
import { sendMessage } from "../../outbox.ts";
import { complete, Completion } from "../../writing/completing.tsx";
import { Picker, toggleEmoji } from "../../writing/emoji.tsx";
import { pressed } from "../../writing/keys.ts";
import { excess } from "../../writing/length.ts";
import { shortcodes } from "../../writing/shortcodes.ts";
import { Tool } from "../../writing/tools.tsx";
import { keepThreadDraft, threadDraft } from "./drafts.ts";
import { readThread } from "./pane.ts";
import { t } from "../words.ts";

function problemOf(content: string): string {
  const count = excess(content.trim());
  return count > 0 ? t("composer.tooLong", { count }) : "";
}

/** Mirrors views/threads/composer.tsx, which the server renders and this takes over. */
export function ThreadComposer({ host }: IslandProps) {
  const { roomId = "", rootId = "", title = "" } = host.dataset;
  const field = useRef<HTMLTextAreaElement>(null);
  const also = useRef<HTMLInputElement>(null);
  // Also what was typed before the script came.
  const [served] = useState(() => host.querySelector("textarea")?.value ?? "");
  const [problem, setProblem] = useState("");
  // At once: what is typed or sent from now on must not be written over.
  useLayoutEffect(() => {
    if (field.current && !served) field.current.value = threadDraft(rootId);
    readThread();
  }, [rootId]);
  const submit = (event: Event) => {
    event.preventDefault();
    const content = shortcodes.replace(field.current?.value.trim() ?? "");
    const thread = { threadRootId: rootId, alsoInRoom: also.current?.checked === true };
    if (!content || problemOf(content) || !field.current) return;
    if (!sendMessage(roomId, content, thread)) return setProblem(t("composer.full"));
    field.current.value = "";
    if (also.current) also.current.checked = false;
    keepThreadDraft(rootId, "");
  };
  return (
    <form
      class="composer"
      method="post"
      action={`/rooms/${roomId}/threads/${rootId}/messages`}
      onSubmit={submit}
    >
      {problem ? (
        <p class="note note-error" role="alert">
          {problem}
        </p>
      ) : null}
      <label class="visually-hidden" for="thread-content">
        {t("threads.label")}
      </label>
      <div class="composer-box">
        <textarea
          id="thread-content"
          name="content"
          rows={1}
          required
          dir="auto"
          placeholder={t("threads.placeholder")}
          autocomplete="off"
          defaultValue={served}
          ref={field}
          onInput={({ currentTarget }) => {
            setProblem(problemOf(currentTarget.value));
            keepThreadDraft(rootId, currentTarget.value);
            complete({ roomId, kind: host.dataset.kind ?? "" }, currentTarget);
          }}
          onKeyDown={pressed}
        ></textarea>
        <div class="composer-tools">
          <Tool
            icon="face-smile"
            label={t("composer.emoji")}
            act={() => field.current && toggleEmoji(field.current)}
          />
        </div>
        <label class="thread-also">
          <input type="checkbox" name="alsoInRoom" value="true" ref={also} />
          <span>{t("threads.also", { room: title })}</span>
        </label>
        <button class="send-button" type="submit" aria-label={t("composer.send")} title={t("composer.send")}>
          <Icon name="arrow-up" />
        </button>
      </div>
      <Completion within={field} />
      <Picker within={field} />
    </form>
  );
}
