import { Icon } from "../icon.tsx";
import { keep, kept } from "../kept.ts";
import { EmojiGlyph } from "./emoji-glyph.tsx";
import { isPressed } from "./reaction-chips.ts";
import { react } from "./reactions.ts";
import { messageIdOf } from "./actions/action.ts";
import { t } from "./words.ts";

const shown = 6;
/** For who has not answered often enough to have habits. */
const usual = ["👍", "❤️", "😂", "🎉", "👀", "🙏"];
/** Emoji of which it is known how often one used them. */
const mostCounted = 24;

type Counts = Record<string, number>;
const counts = () => (kept("reactions") as Counts | undefined) ?? {};

function countUse(emoji: string): void {
  const next = { ...counts(), [emoji]: (counts()[emoji] ?? 0) + 1 };
  const most = Object.entries(next).toSorted(([, a], [, b]) => b - a);
  // The one that is new must not be the one that has no place.
  const places = most.slice(0, mostCounted - 1).map(([each]) => each);
  keep("reactions", Object.fromEntries(most.filter(([each]) => each === emoji || places.includes(each))));
}

/** What this person answers with most, in places that change seldom. */
function favourites(): string[] {
  const known = counts();
  const all = [...new Set([...usual, ...Object.keys(known)])];
  return all.toSorted((a, b) => (known[b] ?? 0) - (known[a] ?? 0)).slice(0, shown);
}

const chips = (item: HTMLElement) => [...item.querySelectorAll<HTMLButtonElement>(".reaction")];

/** Chosen from a list an emoji is given, not taken back. */
export function answer(item: HTMLElement, emoji: string): void {
  countUse(emoji);
  react(messageIdOf(item), emoji, true);
}

type Props = {
  item: HTMLElement;
  close: () => void;
  /** Without the way to all the others, which stand below. */ alone?: boolean;
};

async function openAll(item: HTMLElement): Promise<void> {
  const { openPicker } = await import("./reaction-picker.tsx");
  openPicker(item);
}

/** The emoji that are nearest at hand, and the way to all others. */
export function QuickReactions({ item, close, alone }: Props) {
  const mine = new Set(
    chips(item)
      .filter(isPressed)
      .map(({ value }) => value),
  );
  const choose = (emoji: string) => {
    close();
    if (mine.has(emoji)) react(messageIdOf(item), emoji, false);
    else answer(item, emoji);
  };
  return (
    <div class="quick-reactions" role="group" aria-label={t("messages.react")}>
      {favourites().map((emoji) => (
        <button
          key={emoji}
          type="button"
          class="emoji"
          aria-pressed={mine.has(emoji)}
          onClick={() => choose(emoji)}
        >
          <EmojiGlyph emoji={emoji} />
        </button>
      ))}
      {alone ? null : (
        <button
          type="button"
          class="emoji"
          data-action="react"
          aria-label={t("composer.emoji")}
          title={t("composer.emoji")}
          onClick={() => {
            close();
            void openAll(item);
          }}
        >
          <Icon name="face-smile" />
        </button>
      )}
    </div>
  );
}
