import { useEffect, useRef, useState } from "preact/hooks";
import type { EmojiData } from "../../src/lib/contract/emoji.ts";
import {
  chooseTone,
  customGroup,
  type Emoji,
  emojiData,
  recent,
  search,
  skinTone,
  toned,
  used,
} from "./emoji.ts";
import { EmojiGlyph } from "./emoji-glyph.tsx";
import { nextInGrid } from "./emoji-grid.ts";
import { t } from "./words.ts";

type Props = { pick: (emoji: string) => void; close: () => void };
type Section = { title: string; emoji: Emoji[] };

const mostFound = 120;
const tones = ["✋️", "✋🏻", "✋🏼", "✋🏽", "✋🏾", "✋🏿"];

function sectionsOf(data: EmojiData): Section[] {
  const groups = data.groups.map((title, group) => ({
    title,
    emoji: data.emoji.filter((each) => each[2] === group),
  }));
  const custom = data.emoji.filter((each) => each[2] === customGroup);
  return [
    { title: t("composer.emojiRecent"), emoji: recent(data) },
    { title: t("reactions.custom"), emoji: custom },
    ...groups,
  ].filter(({ emoji }) => emoji.length > 0);
}

/** All of them by group, or what was searched for. */
function shown(data: EmojiData, query: string): Section[] {
  if (!query.trim()) return sectionsOf(data);
  return [{ title: t("composer.emojiFound"), emoji: search(data, query, mostFound) }];
}

/** A press anywhere else closes it, but its own button does that by itself; so does Escape, wherever the focus is. */
function useDismissal(root: { current: HTMLElement | null }, close: () => void): void {
  useEffect(() => {
    const pressed = ({ target }: Event) => {
      if (!(target instanceof Element) || root.current?.contains(target)) return;
      if (!target.closest(".composer-tools")) close();
    };
    const escaped = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    };
    document.addEventListener("pointerdown", pressed);
    document.addEventListener("keydown", escaped, true);
    return () => {
      document.removeEventListener("pointerdown", pressed);
      document.removeEventListener("keydown", escaped, true);
    };
  }, []);
}

function useData(): { data: EmojiData | undefined; failed: boolean } {
  const [data, setData] = useState<EmojiData>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    emojiData().then(setData, () => setFailed(true));
  }, []);
  return { data, failed };
}

function Grid({
  section,
  first,
  choose,
}: {
  section: Section;
  first: boolean;
  choose: (emoji: Emoji, more: boolean) => void;
}) {
  return (
    <section class="emoji-section" aria-label={section.title}>
      <p aria-hidden="true">{section.title}</p>
      <div class="emoji-grid">
        {section.emoji.map((emoji, index) => (
          <button
            key={emoji[0]}
            type="button"
            class="emoji"
            aria-label={emoji[1]}
            title={emoji[1]}
            tabIndex={first && index === 0 ? 0 : -1}
            onClick={(event) => choose(emoji, event.shiftKey)}
          >
            <EmojiGlyph emoji={toned(emoji)} />
          </button>
        ))}
      </div>
    </section>
  );
}

/** Jumps to each group by its first emoji; a search has none. */
function Groups({ sections, body }: { sections: Section[]; body: { current: HTMLElement | null } }) {
  return (
    <div class="emoji-groups">
      {sections.map(({ title, emoji }, index) => (
        <button
          key={title}
          type="button"
          class="emoji"
          aria-label={title}
          title={title}
          onClick={() => body.current?.querySelectorAll("section")[index]?.scrollIntoView({ block: "start" })}
        >
          <EmojiGlyph emoji={emoji[0]?.[0] ?? ""} />
        </button>
      ))}
    </div>
  );
}

function Tones({ chosen }: { chosen: (tone: number) => void }) {
  return (
    <select
      class="emoji-tone"
      aria-label={t("composer.skinTone")}
      onChange={({ currentTarget }) => chosen(Number(currentTarget.value))}
    >
      {tones.map((hand, tone) => (
        <option key={hand} value={tone} selected={tone === skinTone()}>
          {hand}
        </option>
      ))}
    </select>
  );
}

/** All emoji by group, with a search; arrows go through them, Enter takes one, and with Shift it stays open for more. */
export function EmojiPicker({ pick, close }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const [, setTone] = useState(0);
  const { data, failed } = useData();
  useDismissal(root, close);
  useEffect(() => {
    // On a phone the keyboard would cover what one came to see.
    if (matchMedia("(hover: hover)").matches) field.current?.focus({ preventScroll: true });
  }, []);
  const sections = data ? shown(data, query) : [];
  const first = sections[0]?.emoji[0];
  const choose = (emoji: Emoji, more: boolean) => {
    used(emoji);
    pick(toned(emoji));
    if (!more) close();
  };
  const keys = (event: KeyboardEvent) => {
    const target = body.current && nextInGrid(body.current, event);
    if (event.key === "Enter" && event.target === field.current && query && first)
      choose(first, event.shiftKey);
    else if (target) target.focus();
    else if (!(event.key === "Enter" && event.target === field.current)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const chosenTone = (tone: number) => {
    setTone(tone);
    void chooseTone(tone);
  };
  return (
    <div
      class="emoji-picker popup"
      role="dialog"
      aria-label={t("composer.emoji")}
      ref={root}
      onKeyDown={keys}
    >
      <div class="emoji-head">
        <input
          type="search"
          class="emoji-search"
          placeholder={t("composer.emojiSearch")}
          aria-label={t("composer.emojiSearch")}
          autocomplete="off"
          ref={field}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
        {data ? <Tones chosen={chosenTone} /> : null}
      </div>
      {query ? null : <Groups sections={sections} body={body} />}
      <div class="emoji-body" ref={body} aria-busy={!data && !failed}>
        {sections.map((section, index) => (
          <Grid key={section.title} section={section} first={index === 0} choose={choose} />
        ))}
        {data && !first ? <p class="emoji-note">{t("composer.emojiNone")}</p> : null}
        {failed ? (
          <p class="emoji-note" role="alert">
            {t("composer.emojiFailed")}
          </p>
        ) : null}
      </div>
    </div>
  );
}
