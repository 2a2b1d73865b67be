import type { shell as english } from "../../en/pages/shell.ts";
import type { Message } from "../../format.ts";

export const shell: Record<keyof typeof english, Message> = {
  "layout.skip": "Zum Inhalt springen",
  "layout.description": "Räume, Direktnachrichten und Anwesenheit für ein Team, auf einer eigenen Maschine.",
  "shell.home": "Start",
  "shell.welcome": "Willkommen, {name}",
  "shell.chooseRoom": "Wähl links einen Raum, oder finde einen neuen.",
  "shell.joinRoom": "Tritt einem Raum bei, der allen offensteht, oder eröffne einen eigenen.",
  "offline.title": "Du bist offline",
  "offline.text": "Diese Seite liegt nicht auf diesem Gerät. Die Räume, die du zuletzt gelesen hast, schon.",
  "offline.retry": "Erneut versuchen",
  "offline.last": "Zum letzten Raum",
};
