import { explain, explainField, type Problem } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { t } from "../words.ts";

type Props = {
  roomId: string;
  rootId: string;
  title: string;
  clientMessageId: string;
  content?: string | undefined;
  problem?: Problem | undefined;
};

/** The form a reply is written in; static/lazy/thread/composer.tsx mirrors it and takes it over. */
export function ThreadComposer({ roomId, rootId, title, clientMessageId, content, problem }: Props) {
  const host = { "data-room-id": roomId, "data-root-id": rootId, "data-title": title };
  return (
    <div class="composer-host" data-island="thread-composer" {...host}>
      <form
        class="composer"
        method="post"
        action={`/rooms/${roomId}/threads/${rootId}/messages`}
        hx-boost="false"
      >
        {problem ? (
          <p class="note note-error" role="alert">
            {t("composer.notSent", { problem: explainField(problem, "content") ?? explain(problem) })}
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
          >
            {content}
          </textarea>
          <div class="composer-tools">
            <button type="button" class="tool" aria-label={t("composer.emoji")} title={t("composer.emoji")}>
              <Icon name="face-smile" />
            </button>
          </div>
          <label class="thread-also">
            <input type="checkbox" name="alsoInRoom" value="true" />
            <span>{t("threads.also", { room: title })}</span>
          </label>
          <button
            class="send-button"
            type="submit"
            aria-label={t("composer.send")}
            title={t("composer.send")}
          >
            <Icon name="arrow-up" />
          </button>
        </div>
        <input type="hidden" name="clientMessageId" value={clientMessageId} />
      </form>
    </div>
  );
}
