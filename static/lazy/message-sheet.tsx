import { render } from "preact";
import { Icon } from "../icon.tsx";
import { type Action, actionsOf } from "../room/toolbar.tsx";
import { t } from "../words.ts";

/** What can be done with a message, where a finger is all one has. */
export function openSheet(item: HTMLElement): void {
  const sheet = document.createElement("dialog");
  sheet.className = "sheet";
  sheet.ariaLabel = t("messages.actions");
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
  navigator.vibrate?.(10);
  sheet.showModal();
}

/** The finger that opened it has yet to be lifted, wherever that may be: it presses nothing. A tap beside it closes it. */
function closeBeside(sheet: HTMLDialogElement): void {
  let touched = false;
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
        <button type="button" key={action.name} data-action={action.name} onClick={() => act(action)}>
          <Icon name={action.icon} />
          {t(action.label)}
        </button>
      ))}
      <button type="button" class="sheet-close" onClick={close}>
        {t("common.cancel")}
      </button>
    </div>
  );
}
