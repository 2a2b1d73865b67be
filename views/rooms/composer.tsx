import { Icon } from "../icons.tsx";
import type { Problem } from "../forms.tsx";

type Props = {
  roomId: string;
  title: string;
  clientMessageId: string;
  content?: string | undefined;
  problem?: Problem | undefined;
};

/**
 * The form a message is written in. The browser hydrates it (static/islands/composer.tsx mirrors this markup); without
 * JavaScript it posts, and the id the server gave it keeps a form that is sent twice from making two messages.
 */
export function Composer({ roomId, title, clientMessageId, content, problem }: Props) {
  return (
    <div class="composer-host" data-island="composer" data-room-id={roomId} data-title={title}>
      <form class="composer" method="post" action={`/rooms/${roomId}/messages`} hx-boost="false">
        {problem ? (
          <p class="note note-error" role="alert" id="composer-problem">
            {problem.errors?.[0] ? `Not sent: ${problem.errors[0].message}.` : problem.detail}
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
            aria-describedby={problem ? "composer-problem" : undefined}
            autocomplete="off"
          >
            {content}
          </textarea>
          <button class="send-button" type="submit" aria-label="Send" title="Send">
            <Icon name="arrow-up" />
          </button>
        </div>
        <input type="hidden" name="clientMessageId" value={clientMessageId} />
      </form>
    </div>
  );
}
