import { t } from "../../words.ts";
import type { About } from "./about.ts";

/** The way into the thread that hangs on the message, or that it is a reply in. */
export function Thread({ message: { id, roomId, threadRootId } }: About) {
  return (
    <p>
      <a class="button" href={`/rooms/${roomId}/threads/${threadRootId ?? id}`}>
        {t("messages.reply")}
      </a>
    </p>
  );
}
