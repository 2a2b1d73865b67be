import type { IslandProps } from "../../islands/island.ts";
import { Waiting } from "../../islands/outbox.tsx";
import { outbox } from "../../outbox.ts";
import { lastMessage } from "../../room/messages.ts";

/** One's own replies until the thread has them. */
export function ThreadOutbox({ host }: IslandProps) {
  const own = outbox.value.filter(({ threadRootId }) => threadRootId === host.dataset.rootId);
  const last = lastMessage(document.getElementById("replies"));
  return (
    <Waiting messages={own} last={last?.nextElementSibling?.matches(".thread-line") ? undefined : last} />
  );
}
