import type { ComponentProps, RefObject } from "preact";
import type { LiveKey } from "../../words/index.ts";
import { Icon } from "../icon.tsx";
import { t } from "../words.ts";
import { format } from "./formatting.ts";
import { previewed } from "./preview.ts";

type IconName = ComponentProps<typeof Icon>["name"];
type ToolProps = { icon: IconName; label: string; act: () => void; pressed?: boolean; tabIndex?: number };

/** The field keeps the focus, and a phone its keyboard. */
export const Tool = ({ icon, label, act, pressed, tabIndex }: ToolProps) => (
  <button
    type="button"
    class="tool"
    aria-label={label}
    title={label}
    aria-pressed={pressed}
    tabIndex={tabIndex}
    onPointerDown={(event) => event.preventDefault()}
    onClick={act}
  >
    <Icon name={icon} />
  </button>
);

const kinds: [IconName, LiveKey][] = [
  ["bold", "composer.bold"],
  ["italic", "composer.italic"],
  ["strikethrough", "composer.strike"],
  ["code-bracket", "composer.code"],
  ["link", "composer.link"],
  ["list-bullet", "composer.bullets"],
  ["numbered-list", "composer.numbers"],
];

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** One stop for the Tab key; the arrows go on from there, as the page is read. */
function walk(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const direction = document.documentElement.dir === "rtl" ? -step : step;
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons.at((at + direction) % buttons.length)?.focus();
}

type BarProps = { field: RefObject<HTMLTextAreaElement | null>; preview: () => void };

export const FormatBar = ({ field, preview }: BarProps) => (
  <div class="composer-format" role="toolbar" aria-label={t("composer.format")} onKeyDown={walk}>
    {kinds.map(([icon, word], index) => (
      <Tool
        key={word}
        icon={icon}
        label={t(word)}
        act={() => field.current && format(field.current, word)}
        tabIndex={index === 0 ? 0 : -1}
      />
    ))}
    <Tool
      icon="eye"
      label={t("composer.preview")}
      act={preview}
      pressed={previewed.value !== undefined}
      tabIndex={-1}
    />
  </div>
);
