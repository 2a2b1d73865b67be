import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { apply } from "../writing/apply.ts";
import type { Completing } from "../writing/completing.tsx";
import { EmojiGlyph } from "./emoji-glyph.tsx";
import { type Option, optionsFor } from "./completion-sources.ts";
import { t } from "./words.ts";

type Props = Completing & { close: () => void };

const listId = "completion";
const idOf = (index: number) => `${listId}-${index}`;

/** The answer to the word that was asked for last; until it comes, the one before. */
function useOptions({ word, place }: Completing): Option[] {
  const [found, setFound] = useState<{ kind?: string; options: Option[] }>({ options: [] });
  useEffect(() => {
    let current = true;
    void optionsFor(word, place)
      .catch(() => [])
      .then((options) => current && setFound({ kind: word.kind, options }));
    return () => {
      current = false;
    };
  }, [word.kind, word.query, place.roomId]);
  return found.kind === word.kind ? found.options : [];
}

/** Tells a screen reader that the field has a list, and which of it is active. */
function describe(field: HTMLTextAreaElement, active: number | undefined): void {
  const attributes = {
    "aria-autocomplete": "list",
    "aria-controls": listId,
    "aria-activedescendant": idOf(active ?? 0),
  };
  for (const [name, value] of Object.entries(attributes))
    if (active === undefined) field.removeAttribute(name);
    else field.setAttribute(name, value);
}

/** Before the composer hears it: while the list is open, these keys are the list's. */
function useKeys(field: HTMLTextAreaElement, acts: Record<string, () => void>, close: () => void): void {
  // Before the next key: what is on show takes it.
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const act = event.isComposing || event.shiftKey || event.altKey ? undefined : acts[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      act();
    };
    field.addEventListener("keydown", pressed, true);
    field.addEventListener("blur", close);
    return () => {
      field.removeEventListener("keydown", pressed, true);
      field.removeEventListener("blur", close);
    };
  });
}

function take({ field, word, close }: Props, option: Option): void {
  const text = `${option.text} `;
  const end = word.from + text.length;
  apply(field, { from: word.from, to: word.to, text, start: end, end });
  option.chosen?.();
  close();
}

function Row({ option, index, active }: { option: Option; index: number; active: boolean }) {
  const { glyph, hue, label, hint } = option;
  return (
    <li id={idOf(index)} role="option" aria-selected={active} class="completion-row" data-index={index}>
      <span
        class={hue === undefined ? "completion-glyph" : "avatar avatar-small"}
        data-hue={hue}
        aria-hidden="true"
      >
        <EmojiGlyph emoji={glyph} />
      </span>
      <bdi class="completion-label">{label}</bdi>
      {hint ? <span class="completion-hint">{hint}</span> : null}
    </li>
  );
}

function pick(props: Props, options: Option[], { target }: Event): void {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
  const option = options[Number(row?.dataset.index)];
  if (option) take(props, option);
}

/** People, rooms or emoji for the word before the caret: arrows choose, Enter or Tab takes, Escape goes on without. */
export function Completions(props: Props) {
  const { field, close, word } = props;
  const options = useOptions(props);
  const [chosen, choose] = useState(0);
  const active = Math.min(chosen, options.length - 1);
  const open = options.length > 0;
  const step = (by: number) => () => choose((active + by + options.length) % options.length);
  const takeActive = () => options[active] && take(props, options[active]);
  const keys = { ArrowDown: step(1), ArrowUp: step(-1), Enter: takeActive, Tab: takeActive, Escape: close };
  useKeys(field, open ? keys : {}, close);
  useEffect(() => choose(0), [word.kind, word.query]);
  useLayoutEffect(() => {
    describe(field, open ? active : undefined);
    document.getElementById(idOf(active))?.scrollIntoView({ block: "nearest" });
    return () => describe(field, undefined);
  }, [field, active, open]);
  if (!open) return null;
  return (
    <ul
      id={listId}
      class="completion popup"
      role="listbox"
      aria-label={t("composer.suggestions")}
      onPointerDown={(event) => event.preventDefault()}
      onClick={(event) => pick(props, options, event)}
    >
      {options.map((option, index) => (
        <Row key={option.key} option={option} index={index} active={index === active} />
      ))}
    </ul>
  );
}
