import { t as common } from "../words.ts";
import { showBeside } from "./beside.ts";
import { EmojiPicker } from "./emoji-picker.tsx";
import { answer, QuickReactions } from "./quick-reactions.tsx";

/** All emoji to answer a message with, those that one uses most above them. */
export const openPicker = (item: HTMLElement): void =>
  showBeside(item, common("messages.react"), (close) => (
    <div class="reaction-picker">
      <QuickReactions item={item} close={close} alone />
      <EmojiPicker pick={(emoji) => answer(item, emoji)} close={close} />
    </div>
  ));
