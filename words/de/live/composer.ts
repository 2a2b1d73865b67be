import type { composer as english } from "../../en/live/composer.ts";
import type { Message } from "../../format.ts";

export const composer: Record<keyof typeof english, Message> = {
  "composer.label": "Nachricht an {title}",
  "composer.placeholder": "Nachricht an {title}",
  "composer.send": "Senden",
  "composer.format": "Formatierung",
  "composer.bold": "Fett",
  "composer.italic": "Kursiv",
  "composer.strike": "Durchgestrichen",
  "composer.code": "Code",
  "composer.link": "Link",
  "composer.bullets": "Aufzählung",
  "composer.numbers": "Nummerierte Liste",
  "composer.quote": "Zitat",
  "composer.preview": "Vorschau",
  "composer.attach": "Dateien hinzufügen",
  "composer.emoji": "Emoji",
  "composer.more": "Mehr",
  "composer.left": { one: "Noch {count} Zeichen", other: "Noch {count} Zeichen" },
  "composer.tooLong": {
    one: "Das ist {count} Zeichen zu viel.",
    other: "Das sind {count} Zeichen zu viel.",
  },
  "composer.draft": "Entwurf",
  "composer.typing": { one: "{names} schreibt …", other: "{names} schreiben …" },
  "composer.typingMany": "Mehrere schreiben …",
  "composer.waiting": "Wartet auf die Verbindung",
  "composer.notSent": "Nicht gesendet. {problem}",
  "composer.full": "Zu viel wartet darauf, gesendet zu werden. Warte, bis du wieder verbunden bist.",
};
