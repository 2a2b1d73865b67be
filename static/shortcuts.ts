import type { BrowserKey } from "../words/index.ts";

/** What a key is for; the map of `?` shows one list for each. */
export type ShortcutGroup = "move" | "read" | "write";

/** `keys` as static/keys.ts names them: `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
export type Shortcut = { keys: string; word: BrowserKey; group: ShortcutGroup };

/** Every key there is, in the order in which the map shows them. */
export const shortcuts: Shortcut[] = [
  { keys: "Mod+K", word: "palette.open", group: "move" },
  { keys: "/", word: "palette.open", group: "move" },
  { keys: "Mod+Shift+F", word: "palette.searchMessages", group: "move" },
  { keys: "Alt+ArrowUp", word: "keys.roomAbove", group: "move" },
  { keys: "Alt+ArrowDown", word: "keys.roomBelow", group: "move" },
  { keys: "Alt+Shift+N", word: "palette.nextUnread", group: "move" },
  { keys: "N", word: "palette.nextUnread", group: "move" },
  { keys: "U", word: "palette.unreadOnly", group: "move" },
  { keys: "Mod+/", word: "palette.keys", group: "move" },
  { keys: "?", word: "palette.keys", group: "move" },
  { keys: "Escape", word: "keys.read", group: "read" },
  { keys: "Enter", word: "composer.send", group: "write" },
  { keys: "Shift+Enter", word: "composer.newLine", group: "write" },
  { keys: "ArrowUp", word: "composer.editLast", group: "write" },
  { keys: "Mod+B", word: "composer.bold", group: "write" },
  { keys: "Mod+I", word: "composer.italic", group: "write" },
  { keys: "Mod+Shift+X", word: "composer.strike", group: "write" },
  { keys: "Mod+E", word: "composer.code", group: "write" },
  { keys: "Mod+Shift+U", word: "composer.link", group: "write" },
  { keys: "Mod+Shift+7", word: "composer.numbers", group: "write" },
  { keys: "Mod+Shift+8", word: "composer.bullets", group: "write" },
  { keys: "Mod+Shift+9", word: "composer.quote", group: "write" },
];
