import { request } from "../live/api.ts";
import { notice } from "../state.ts";
import { messageIdOf } from "./actions/action.ts";
import { toast } from "./toast.tsx";
import { t } from "./words.ts";

/** The new state comes as an event, like everybody else's; here only a failure is news. */
async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    notice.value = error instanceof Error ? error.message : String(error);
    return false;
  }
}

/** Brings back what one deleted; for a minute. */
export async function restore(item: HTMLElement): Promise<void> {
  await attempt(() => request("POST", `/api/messages/${messageIdOf(item)}/restore`));
}

/** Deletes a message at once, since it can be taken back. */
export async function remove(item: HTMLElement): Promise<void> {
  const done = await attempt(() => request("DELETE", `/api/messages/${messageIdOf(item)}`));
  if (done) toast(t("actions.deleted"), { label: t("actions.undo"), act: () => void restore(item) });
}
