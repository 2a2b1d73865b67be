import { currentRoomId, numberOf } from "../../page.ts";
import { holding, markedUnread, readAgain } from "../../room/reading.ts";
import { request } from "../../live/api.ts";
import { lastRead } from "../../sidebar/counters.ts";
import { refreshSidebar } from "../../sidebar/refresh.ts";
import { notice } from "../../state.ts";
import { toast } from "../toast.tsx";
import { t } from "../words.ts";
import { type Action, isDeleted, messageIdOf } from "./action.ts";

/** Does it, and says so; what cannot be done is said where failures are. */
async function tell(work: () => Promise<unknown>, done: () => void): Promise<void> {
  try {
    await work();
    done();
  } catch (error) {
    notice.value = error instanceof Error ? error.message : String(error);
  }
}

const pathOf = (item: HTMLElement, what: string) => `/api/messages/${messageIdOf(item)}/${what}`;

const unsave = (item: HTMLElement) =>
  void tell(
    () => request("DELETE", pathOf(item, "saved")),
    () => undefined,
  );
const save: Action = {
  name: "save",
  label: "actions.save",
  icon: "bookmark",
  act: (item) =>
    void tell(
      () => request("PUT", pathOf(item, "saved"), {}),
      () => toast(t("actions.saved"), { label: t("actions.undo"), act: () => unsave(item) }),
    ),
};
const pin: Action = {
  name: "pin",
  label: "actions.pin",
  icon: "map-pin",
  act: (item) =>
    void tell(
      () => request("PUT", pathOf(item, "pin")),
      () => toast(t("actions.pinned")),
    ),
};
const unpin: Action = {
  name: "unpin",
  label: "actions.unpin",
  icon: "map-pin",
  act: (item) =>
    void tell(
      () => request("DELETE", pathOf(item, "pin")),
      () => toast(t("actions.unpinned")),
    ),
};
async function markRoom(item: HTMLElement): Promise<void> {
  const sequence = numberOf(item.dataset.sequence);
  const roomId = currentRoomId() ?? "";
  await holding(roomId, sequence - 1);
  await request("POST", `/api/rooms/${roomId}/unread`, { sequence }).catch((error: unknown) => {
    readAgain(roomId);
    throw error;
  });
  // The server, which had not yet heard that this was read, has nothing to say.
  if (lastRead(roomId) < sequence) return;
  markedUnread(roomId, sequence - 1);
  refreshSidebar();
}

/** In the thread beside the room, which is not read again until it is opened anew or answered in. */
async function markThread(item: HTMLElement): Promise<void> {
  const { pauseThread } = await import("../thread/pane.ts");
  pauseThread();
  await request("POST", pathOf(item, "thread/unread"));
}

const isReply = (item: HTMLElement) =>
  item.dataset.threadRootId !== undefined && item.closest("#replies") !== null;
const unread: Action = {
  name: "unread",
  label: "actions.unread",
  icon: "envelope",
  act: (item) =>
    void tell(
      () => (isReply(item) ? markThread : markRoom)(item),
      () => toast(t("actions.markedUnread")),
    ),
};
const remind: Action = {
  name: "remind",
  label: "actions.remind",
  icon: "clock",
  act: (item) => void import("../remind.tsx").then(({ openRemind }) => openRemind(item)),
};
const forward: Action = {
  name: "forward",
  label: "actions.forward",
  icon: "arrow-uturn-right",
  act: (item) => void import("../forward.tsx").then(({ openForward }) => openForward(item)),
};

export const keepingActions = (item: HTMLElement): Action[] =>
  isDeleted(item) ? [] : [save, remind, forward, item.hasAttribute("data-pinned") ? unpin : pin, unread];
