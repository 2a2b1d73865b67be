import { isMac } from "../keys.ts";
import { t } from "./words.ts";

const onMac: Record<string, string> = { Mod: "⌘", Alt: "⌥", Shift: "⇧" };

function nameOf(key: string): string {
  if (isMac && onMac[key]) return onMac[key];
  if (key === "Mod") return t("keys.control");
  if (key === "Shift") return t("keys.shift");
  if (key === "Enter") return t("keys.enter");
  if (key === "Escape") return "Esc";
  if (key.startsWith("Arrow")) return { Up: "↑", Down: "↓", Left: "←", Right: "→" }[key.slice(5)] ?? key;
  return key;
}

/** A chord such as `Mod+K`, as this keyboard has its keys labelled. */
export const Keycaps = ({ keys }: { keys: string }) => (
  <span class="keycaps">
    {keys.split("+").map((key) => (
      <kbd key={key}>{nameOf(key)}</kbd>
    ))}
  </span>
);
