import { Icon } from "../icon.tsx";
import { usesLetters } from "../keys.ts";
import { prefer } from "../live/preferences.ts";
import { type Shortcut, type ShortcutGroup, shortcuts } from "../shortcuts.ts";
import { showDialog } from "./dialog.ts";
import { Keycaps } from "./keycaps.tsx";
import { t } from "./words.ts";

const groups: Record<ShortcutGroup, () => string> = {
  move: () => t("keys.move"),
  read: () => t("keys.reading"),
  write: () => t("keys.writing"),
};

/** One line for what can be done, with all keys that do it. */
function linesOf(group: ShortcutGroup): [Shortcut["word"], Shortcut[]][] {
  return [
    ...Map.groupBy(
      shortcuts.filter((shortcut) => shortcut.group === group),
      ({ word }) => word,
    ),
  ];
}

function Group({ group }: { group: ShortcutGroup }) {
  return (
    <section>
      <h3>{groups[group]()}</h3>
      <dl>
        {linesOf(group).map(([word, chords]) => (
          <div key={word}>
            <dt>{t(word)}</dt>
            <dd>
              {chords.map(({ keys }) => (
                <Keycaps key={keys} keys={keys} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function useLetters(singleKeys: boolean): void {
  document.documentElement.dataset.singleKeys = singleKeys ? "on" : "off";
  void prefer({ singleKeys }).catch(() => undefined);
}

function KeyboardMap({ close }: { close: () => void }) {
  return (
    <>
      <header>
        <h2>{t("palette.keys")}</h2>
        <button type="button" class="icon-button" aria-label={t("common.close")} onClick={close}>
          <Icon name="x-mark" />
        </button>
      </header>
      <div class="keyboard-groups">
        {(Object.keys(groups) as ShortcutGroup[])
          .filter((group) => linesOf(group).length > 0)
          .map((group) => (
            <Group key={group} group={group} />
          ))}
      </div>
      <label class="keyboard-letters">
        <input
          type="checkbox"
          defaultChecked={usesLetters()}
          onChange={({ currentTarget }) => useLetters(currentTarget.checked)}
        />
        <span>{t("keys.letters")}</span>
      </label>
    </>
  );
}

/** Shows every key there is. */
export function open(): void {
  showDialog("keyboard-map", t("palette.keys"), (close) => <KeyboardMap close={close} />);
}
