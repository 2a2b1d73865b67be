import type { User } from "../../src/lib/contract/objects.ts";
import { viewer } from "../page.ts";
import { initials } from "../room/identity.ts";
import { readerChanged } from "../room/receipts.ts";
import { refreshSidebar } from "../sidebar/refresh.ts";
import { watchEnds } from "../until.ts";
import { paintStatus } from "./status.ts";

function paintFace(face: HTMLElement, { displayName, avatarUrl }: User): void {
  face.textContent = initials(displayName);
  if (!avatarUrl) return;
  const picture = Object.assign(document.createElement("img"), { alt: "", width: 40, height: 40 });
  picture.src = avatarUrl;
  face.append(picture);
}

/** Somebody is called otherwise or has another picture: draws them anew wherever they stand. */
export function userUpdated(user: User): void {
  const id = CSS.escape(user.id);
  const sent = `.message[data-sender-id="${id}"] >`;
  const places = `[data-person="${id}"], ${sent} .avatar, ${sent} .message-head > .message-sender`;
  for (const place of document.querySelectorAll<HTMLElement>(places))
    if (place.matches(".avatar")) paintFace(place, user);
    else place.textContent = user.displayName;
  const app = document.getElementById("app");
  if (app && user.id === viewer().userId) app.dataset.displayName = user.displayName;
  readerChanged(user);
  paintStatus(user);
  watchEnds(refreshSidebar);
  // What stands in the sidebar of oneself is more than a name.
  if (user.id === viewer().userId) refreshSidebar();
}
