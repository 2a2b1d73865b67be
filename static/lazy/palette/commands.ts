import type { IconName } from "../../icon.tsx";
import { install } from "../../install.ts";
import { prefer } from "../../live/preferences.ts";
import { goTo, nextUnread, openKeyboardMap, readEverything, toggleUnreadOnly } from "../../moves.ts";
import { shortcuts } from "../../shortcuts.ts";
import type { BrowserKey } from "../../../words/index.ts";
import type { Entry } from "./entries.ts";
import { t } from "../words.ts";

const isDark = () => getComputedStyle(document.documentElement).colorScheme === "dark" || darkBySystem();

function darkBySystem(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches;
}

function switchTheme(): void {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  void prefer({ theme }).catch(() => undefined);
}

const signOut = () => document.querySelector<HTMLFormElement>('form[action="/sign-out"]')?.requestSubmit();

function command(word: BrowserKey, face: IconName, run: () => void): Entry {
  const keys = shortcuts.find((shortcut) => shortcut.word === word)?.keys;
  return { id: `command:${word}`, kind: "command", title: t(word), face, run, ...(keys && { keys }) };
}

/** What one can do from anywhere. */
export function commands(): Entry[] {
  const offer = install.peek();
  return [
    command("palette.searchMessages", "magnifying-glass", () => goTo("/search")),
    command("palette.unread", "inbox", () => goTo("/unread")),
    command("palette.nextUnread", "arrow-down", nextUnread),
    command("palette.unreadOnly", "funnel", toggleUnreadOnly),
    command("palette.readAll", "check-circle", () => void readEverything()),
    // Guests make none.
    ...(document.querySelector("#app[data-guest]")
      ? []
      : [command("palette.newRoom", "plus", () => goTo("/rooms/new"))]),
    command("palette.browse", "chat-bubble-left-right", () => goTo("/rooms")),
    command("palette.people", "users", () => goTo("/people")),
    command("palette.settings", "cog-6-tooth", () => goTo("/settings/appearance")),
    command("palette.profile", "user-circle", () => goTo("/profile")),
    command(isDark() ? "palette.light" : "palette.dark", isDark() ? "sun" : "moon", switchTheme),
    command("palette.keys", "command-line", openKeyboardMap),
    ...(offer ? [command("palette.install", "device-phone-mobile", offer)] : []),
    command("palette.signOut", "arrow-right-start-on-rectangle", signOut),
  ];
}
