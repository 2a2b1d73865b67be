import { MAX_UPLOAD_BYTES } from "../../src/lib/contract/inputs.ts";
import { explain, explainField, type Problem } from "../forms.tsx";
import type { IconName } from "../icon-names.ts";
import { Icon } from "../icons.tsx";
import { t } from "../words.ts";

type Props = {
  roomId: string;
  kind: string;
  title: string;
  clientMessageId: string;
  content?: string | undefined;
  problem?: Problem | undefined;
};

function Tool({ icon, label, pressed }: { icon: IconName; label: string; pressed?: string }) {
  return (
    <button type="button" class="tool" aria-label={label} title={label} aria-pressed={pressed}>
      <Icon name={icon} />
    </button>
  );
}

/** What needs a script, and is not on show without one (static/styles/composer.css). */
function Tools() {
  return (
    <>
      <div class="composer-tools">
        <Tool icon="paper-clip" label={t("composer.attach")} />
        <Tool icon="face-smile" label={t("composer.emoji")} />
        <Tool icon="plus" label={t("composer.more")} />
      </div>
      <div class="composer-format" role="toolbar" aria-label={t("composer.format")}>
        <Tool icon="bold" label={t("composer.bold")} />
        <Tool icon="italic" label={t("composer.italic")} />
        <Tool icon="strikethrough" label={t("composer.strike")} />
        <Tool icon="code-bracket" label={t("composer.code")} />
        <Tool icon="link" label={t("composer.link")} />
        <Tool icon="list-bullet" label={t("composer.bullets")} />
        <Tool icon="numbered-list" label={t("composer.numbers")} />
        <Tool icon="eye" label={t("composer.preview")} pressed="false" />
      </div>
    </>
  );
}

function Refusal({ problem }: { problem: Problem }) {
  const reason = explainField(problem, "content") ?? explain(problem);
  return (
    <p class="note note-error" role="alert" id="composer-problem">
      {t("composer.notSent", { problem: reason })}
    </p>
  );
}

/** What a script offers in the composer's menu. */
export function ComposerLinks({ roomId }: { roomId: string }) {
  return (
    <p class="composer-links">
      <a href={`/rooms/${roomId}/later`}>{t("scheduled.write")}</a>
      <a href={`/rooms/${roomId}/poll`}>{t("polls.new")}</a>
    </p>
  );
}

/**
 * The form a message is written in. The browser hydrates it (static/islands/composer.tsx mirrors this markup); without
 * JavaScript it posts, and the id the server gave it keeps a form that is sent twice from making two messages.
 */
export function Composer({ roomId, kind, title, clientMessageId, content, problem }: Props) {
  const host = { "data-room-id": roomId, "data-kind": kind, "data-title": title };
  return (
    <div
      class="composer-host"
      data-island="composer"
      data-upload-bytes={MAX_UPLOAD_BYTES}
      data-drop={t("composer.drop")}
      {...host}
    >
      <form class="composer" method="post" action={`/rooms/${roomId}/messages`} hx-boost="false">
        {problem ? <Refusal problem={problem} /> : null}
        <label class="visually-hidden" for="composer-content">
          {t("composer.label", { title })}
        </label>
        <div class="composer-box">
          <textarea
            id="composer-content"
            name="content"
            rows={1}
            required
            dir="auto"
            placeholder={t("composer.placeholder", { title })}
            aria-describedby={problem ? "composer-problem" : undefined}
            autocomplete="off"
          >
            {content}
          </textarea>
          <Tools />
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
