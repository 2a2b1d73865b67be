import { batch, computed, effect, type Signal, signal } from "@preact/signals";
import { Icon } from "../icon.tsx";
import { showDialog } from "./dialog.ts";
import { Keycaps } from "./keycaps.tsx";
import { commands } from "./palette/commands.ts";
import { answers, type Entry, type Found, myRooms, openRooms, questionOf } from "./palette/entries.ts";
import { findMessages, searchEntry } from "./palette/messages.ts";
import { findPeople } from "./palette/people.ts";
import { t } from "./words.ts";

const pauseMilliseconds = 120;
/** Of messages, which cost more to look for. */
const longPause = 200;
const besidePlaces = 3;
const typed = signal("");
const chosen = signal(0);
const own = signal<Entry[]>([]);
const others = signal<Entry[]>([]);
const people = signal<Entry[]>([]);
const messages = signal<Found[]>([]);

/** A person that the server found may be there already, by the room one has with them. */
const found = computed(() => {
  const [rooms, acts] = [own.value.filter(isPlace), own.value.filter((entry) => !isPlace(entry))];
  const known = new Set(rooms.filter(({ kind }) => kind === "person").map(({ title }) => title));
  const strangers = people.value.filter(({ title }) => !known.has(title));
  const places = answers(
    [...rooms, ...acts, ...(typed.value ? [...others.value, ...strangers] : [])],
    typed.value,
  );
  return [...places, ...said(typed.value, places.length > 0)];
});

/** What was said comes after where one can go, unless it alone is asked for. */
function said(text: string, more: boolean): Found[] {
  const asked = questionOf(text);
  if (!asked.text || (asked.kind && asked.kind !== "message")) return [];
  const some = more ? messages.value.slice(0, besidePlaces) : messages.value;
  // What comes later comes below, so that the one that is chosen stays.
  return [searchEntry(asked.text, t("palette.messages", { text: asked.text })), ...some];
}

const isPlace = ({ kind }: Entry) => kind !== "command";

type Asking<Answer> = {
  kind: Entry["kind"];
  find: (text: string, signal: AbortSignal) => Promise<Answer[]>;
  into: Signal<Answer[]>;
  milliseconds: number;
};

/** Asks a moment after the last letter; what was asked before is given up. */
function watch<Answer>({ kind, find, into, milliseconds }: Asking<Answer>): () => void {
  return effect(() => {
    const asked = questionOf(typed.value);
    if (!asked.text || (asked.kind && asked.kind !== kind)) return void (into.value = []);
    const asking = new AbortController();
    const pause = setTimeout(() => {
      find(asked.text, asking.signal).then(
        (entries) => (into.value = entries),
        () => undefined,
      );
    }, milliseconds);
    return () => {
      clearTimeout(pause);
      asking.abort();
    };
  });
}

function Face({ face }: Pick<Entry, "face">) {
  if (typeof face === "string") return <Icon name={face} />;
  return (
    <span
      class="palette-face"
      ref={(host) => {
        host?.replaceChildren(face.cloneNode(true));
      }}
    ></span>
  );
}

/** The letters that were typed stand out. */
function Title({ title, marked }: Found) {
  return (
    <bdi class="palette-title">
      {[...title].map((letter, index) => (marked.has(index) ? <mark key={index}>{letter}</mark> : letter))}
    </bdi>
  );
}

const optionId = (index: number) => `palette-option-${index}`;

function Option({ entry, index, choose }: { entry: Found; index: number; choose: (entry: Entry) => void }) {
  const selected = index === chosen.value;
  return (
    <li
      id={optionId(index)}
      role="option"
      aria-selected={selected}
      ref={(item) => {
        if (selected) item?.scrollIntoView({ block: "nearest" });
      }}
      onPointerMove={() => (chosen.value = index)}
      onClick={() => choose(entry)}
    >
      <Face face={entry.face} />
      <Title {...entry} />
      {entry.detail ? <span class="palette-detail">{entry.detail}</span> : null}
      {entry.unread ? <span class="badge">{entry.unread}</span> : null}
      {entry.keys ? <Keycaps keys={entry.keys} /> : null}
    </li>
  );
}

function move(by: number): void {
  const count = found.value.length;
  if (count) chosen.value = (chosen.value + by + count) % count;
}

function pressed(event: KeyboardEvent, choose: (entry: Entry) => void, close: () => void): void {
  if (event.isComposing) return;
  const entry = found.value[chosen.value];
  if (event.key === "ArrowDown" || (event.ctrlKey && event.key === "n")) move(1);
  else if (event.key === "ArrowUp" || (event.ctrlKey && event.key === "p")) move(-1);
  else if (event.key === "PageDown") chosen.value = Math.min(chosen.value + 8, found.value.length - 1);
  else if (event.key === "PageUp") chosen.value = Math.max(chosen.value - 8, 0);
  else if (event.key === "Enter" && entry) choose(entry);
  else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") close();
  else return;
  event.preventDefault();
}

function Field({ choose, close }: { choose: (entry: Entry) => void; close: () => void }) {
  return (
    <div class="palette-field">
      <Icon name="magnifying-glass" />
      <input
        type="text"
        role="combobox"
        aria-label={t("palette.search")}
        aria-expanded="true"
        aria-controls="palette-list"
        aria-autocomplete="list"
        aria-activedescendant={found.value.length ? optionId(chosen.value) : undefined}
        placeholder={t("palette.search")}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        enterkeyhint="go"
        maxLength={100}
        autofocus
        onInput={({ currentTarget }) =>
          batch(() => {
            typed.value = currentTarget.value;
            chosen.value = 0;
          })
        }
        onKeyDown={(event) => pressed(event, choose, close)}
      />
      <button type="button" class="icon-button" aria-label={t("common.close")} onClick={close}>
        <Icon name="x-mark" />
      </button>
    </div>
  );
}

function Palette({ close }: { close: () => void }) {
  const choose = ({ run }: Entry) => {
    close();
    run();
  };
  return (
    <>
      <Field choose={choose} close={close} />
      <ul id="palette-list" class="palette-list" role="listbox" aria-label={t("palette.answers")}>
        {found.value.map((entry, index) => (
          <Option key={entry.id} entry={entry} index={index} choose={choose} />
        ))}
      </ul>
      {found.value.length ? null : <p class="palette-empty">{t("palette.nothing")}</p>}
      <p class="visually-hidden" role="status">
        {typed.value ? t("palette.count", { count: found.value.length }) : ""}
      </p>
      <p class="palette-hint">{t("palette.hint")}</p>
    </>
  );
}

/** Opens the palette over the page; it looks around anew each time. */
export function open(): void {
  if (document.querySelector("dialog.palette")) return;
  const asking = new AbortController();
  batch(() => {
    typed.value = "";
    chosen.value = 0;
    own.value = [...myRooms(), ...commands()];
  });
  const stops = [
    watch({ kind: "person", find: findPeople, into: people, milliseconds: pauseMilliseconds }),
    watch({ kind: "message", find: findMessages, into: messages, milliseconds: longPause }),
  ];
  openRooms(asking.signal, t("palette.openRoom")).then(
    (entries) => (others.value = entries),
    () => undefined,
  );
  showDialog(
    "palette",
    t("palette.open"),
    (close) => <Palette close={close} />,
    () => {
      asking.abort();
      for (const stop of stops) stop();
    },
  );
}
