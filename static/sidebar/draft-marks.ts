import { effect } from "@preact/signals";
import { draftChanges, hasDraft } from "../drafts.ts";
import { roomLinks } from "../page.ts";
import { t } from "../words.ts";

const svg = "http://www.w3.org/2000/svg";

function pencil(): HTMLElement {
  const mark = document.createElement("span");
  mark.className = "draft-mark";
  mark.title = t("composer.draft");
  const icon = mark.appendChild(document.createElementNS(svg, "svg"));
  icon.setAttribute("class", "icon");
  icon.setAttribute("aria-hidden", "true");
  icon.appendChild(document.createElementNS(svg, "use")).setAttribute("href", "#icon-pencil");
  const word = mark.appendChild(document.createElement("span"));
  word.className = "visually-hidden";
  word.textContent = ` ${t("composer.draft")}`;
  return mark;
}

/** Marks the rooms in which something was begun and not sent; also in a sidebar that was just put in. */
export function markDrafts(): void {
  for (const link of roomLinks()) {
    const mark = link.querySelector(".draft-mark");
    const wanted = hasDraft(link.dataset.roomId ?? "");
    if (wanted && !mark) link.querySelector(".badge")?.before(pencil());
    else if (!wanted) mark?.remove();
  }
}

export function watchDraftMarks(): void {
  effect(() => {
    if (draftChanges.value > 0) markDrafts();
  });
}
