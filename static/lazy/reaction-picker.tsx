import { showBeside } from "./beside.ts";
import { EmojiPicker } from "./emoji-picker.tsx";
import { answer, QuickReactions } from "./quick-reactions.tsx";
import { t } from "./words.ts";

/** All emoji to answer a message with, those that one uses most above them. */
export const openPicker = (item: HTMLElement): void =>
  showBeside(item, t("messages.react"), (close) => (
    <div class="reaction-picker">
      <QuickReactions item={item} close={close} alone />
      <EmojiPicker pick={(emoji) => answer(item, emoji)} close={close} />
    </div>
  ));
