import htmx from "htmx.org";
import { line } from "../in-turn.ts";
import { mountIslands } from "../islands/mount.ts";
import { requestMarkup } from "../live/api.ts";
import { currentRoomId, roomPane } from "../page.ts";
import { adoptDetails, showDetails } from "../shell/details.ts";
import { adoptTitle } from "../sidebar/title.ts";

function replace(selector: string, fresh: ParentNode): void {
  const part = fresh.querySelector(selector);
  if (!part) return;
  document.querySelector(selector)?.replaceWith(part);
  htmx.process(part);
}

/** Renames the pane, and with it the tab. */
function rename(title: string): void {
  const pane = roomPane();
  const before = pane?.dataset.title;
  if (!pane || !title || before === title) return;
  pane.dataset.title = title;
  document.title = document.title.replace(before ?? "", () => title);
  adoptTitle();
}

const stateOf = (within: ParentNode) => within.querySelector<HTMLElement>("#writing")?.dataset.state;

/** Draws the header of the room on show anew, its composer where that may be used otherwise than before, and its details where they are open. */
async function refreshFrame(roomId: string): Promise<void> {
  // Whoever is no member any more is led away by other means.
  const markup = await requestMarkup(`/rooms/${roomId}/frame`).catch(() => undefined);
  if (!markup || currentRoomId() !== roomId) return;
  const { content } = Object.assign(document.createElement("template"), { innerHTML: markup });
  rename(content.querySelector("h1")?.textContent ?? "");
  if (stateOf(content) !== stateOf(document)) replace("#writing", content);
  replace("#room-header", content);
  adoptDetails();
  mountIslands();
  if (document.querySelector("#details:not([hidden], [data-thread-root-id])")) await showDetails(roomId);
}

/** Changes that come close upon each other are looked at once: milliseconds. */
const gatherMilliseconds = 100;

/** An older header does not come in over a newer one. */
const inTurn = line();
let timer: number | undefined;

/** The room on show was set otherwise, or somebody may do more or less in it. */
export function roomChanged(roomId: string): void {
  timer ??= setTimeout(() => {
    timer = undefined;
    void inTurn(() => refreshFrame(roomId));
  }, gatherMilliseconds);
}
