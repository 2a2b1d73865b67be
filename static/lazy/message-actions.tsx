import { Icon } from "../icon.tsx";
import { type Action, isDeleted } from "./actions/action.ts";
import { actionsOf } from "./actions/index.ts";
import { showBeside } from "./beside.ts";
import { QuickReactions } from "./quick-reactions.tsx";
import { t } from "./words.ts";

/** All that can be done with a message. */
export const openActions = (item: HTMLElement): void =>
  showBeside(item, t("messages.actions"), (close) => {
    const act = ({ act: deed }: Action) => {
      close();
      deed(item);
    };
    return <Actions item={item} act={act} close={close} />;
  });

type Props = { item: HTMLElement; act: (action: Action) => void; close: () => void };

function Actions({ item, act, close }: Props) {
  return (
    <div class="sheet-body">
      <p class="sheet-quote" dir="auto">
        {item.querySelector(".message-content")?.textContent}
      </p>
      {isDeleted(item) ? null : <QuickReactions item={item} close={close} />}
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
        {t("common.cancel")}
      </button>
    </div>
  );
}
