import type { Reactors } from "../../src/lib/contract/objects.ts";
import { showBeside } from "./beside.ts";
import { EmojiGlyph } from "./emoji-glyph.tsx";
import { namesIn, reactorsOf } from "./reactors.ts";
import { toast } from "./toast.tsx";
import { t } from "./words.ts";

function Who({ reactions, close }: { reactions: Reactors[]; close: () => void }) {
  return (
    <div class="sheet-body">
      <dl class="reactors">
        {reactions.map((each) => (
          <div key={each.emoji}>
            <dt>
              <EmojiGlyph emoji={each.emoji} />
            </dt>
            <dd>{namesIn(each)}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="sheet-close" onClick={close}>
        {t("common.close")}
      </button>
    </div>
  );
}

/** Everybody who answered a message, by emoji. */
export async function openReactors(item: HTMLElement): Promise<void> {
  try {
    const reactions = await reactorsOf(item);
    showBeside(item, t("reactions.who"), (close) => <Who reactions={reactions} close={close} />);
  } catch {
    toast(t("reactions.unknown"));
  }
}
