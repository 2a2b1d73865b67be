import { render } from "preact";
import { Icon } from "../icon.tsx";
import { t as common } from "../words.ts";
import type { Action } from "./actions/action.ts";
import { actionsOf } from "./actions/index.ts";
import { t } from "./words.ts";

const hovering = matchMedia("(hover: hover)");

/** All that can be done with a message: in a sheet from below where a finger is all one has, else in a menu beside it. */
export function openActions(item: HTMLElement): void {
  const sheet = document.createElement("dialog");
  sheet.className = hovering.matches ? "menu" : "sheet";
  sheet.ariaLabel = common("messages.actions");
  const act = ({ act: deed }: Action) => {
    sheet.close();
    deed(item);
  };
  render(<Actions item={item} act={act} close={() => sheet.close()} />, sheet);
  sheet.addEventListener("close", () => {
    render(null, sheet);
    sheet.remove();
  });
  closeBeside(sheet);
  document.body.append(sheet);
  if (!hovering.matches) navigator.vibrate?.(10);
  sheet.showModal();
  if (hovering.matches) placeBeside(sheet, item);
}

const gapPixels = 8;

/** At the end of the message's first line, and within the window. */
function placeBeside(menu: HTMLElement, item: HTMLElement): void {
  const { top, left, right } = item.getBoundingClientRect();
  const most = innerHeight - menu.offsetHeight - gapPixels;
  const x = document.dir === "rtl" ? left + gapPixels : right - menu.offsetWidth - gapPixels;
  menu.style.setProperty("top", `${Math.max(gapPixels, Math.min(top + gapPixels, most))}px`);
  menu.style.setProperty("left", `${Math.max(gapPixels, x)}px`);
}

/** The finger that opened it has yet to be lifted, wherever that may be: it presses nothing. A tap beside it closes it. */
function closeBeside(sheet: HTMLDialogElement): void {
  let touched = hovering.matches;
  const touch = () => (touched = true);
  sheet.addEventListener("pointerdown", touch);
  sheet.addEventListener("keydown", touch);
  sheet.addEventListener(
    "click",
    (event) => {
      if (!touched) event.stopPropagation();
      else if (event.target === sheet) sheet.close();
    },
    true,
  );
}

type Props = { item: HTMLElement; act: (action: Action) => void; close: () => void };

function Actions({ item, act, close }: Props) {
  return (
    <div class="sheet-body">
      <p class="sheet-quote" dir="auto">
        {item.querySelector(".message-content")?.textContent}
      </p>
      {actionsOf(item).map((action) => (
        <button
          type="button"
          key={action.name}
          data-action={action.name}
          data-dangerous={action.dangerous}
          onClick={() => act(action)}
        >
          <Icon name={action.icon} />
          {t(action.label)}
        </button>
      ))}
      <button type="button" class="sheet-close" onClick={close}>
        {common("common.cancel")}
      </button>
    </div>
  );
}
