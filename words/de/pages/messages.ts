import type { messages as english } from "../../en/pages/messages.ts";
import type { Message } from "../../format.ts";

export const messages: Record<keyof typeof english, Message> = {
  "messages.feed": "Nachrichten in {room}",
  "messages.beginning":
    "Hier beginnt der Raum. Was hier gesagt wird, lesen auch alle, die später dazukommen.",
  "messages.beginningDirect": "Hier beginnt euer Gespräch. Nur wer dabei ist, kann es lesen.",
  "messages.invite": "Leute einladen",
  "messages.markRead": { one: "{count} als gelesen markieren", other: "{count} als gelesen markieren" },
  "messages.aboutTitle": "Nachricht",
  "messages.deletedNow": "Du hast diese Nachricht gelöscht.",
  "messages.restore": "Rückgängig",
  "messages.save": "Merken",
  "messages.unsave": "Nicht mehr merken",
  "messages.pin": "Anheften",
  "messages.unpin": "Lösen",
  "messages.markUnread": "Ab hier ungelesen",
  "messages.versions": "Frühere Fassungen",
  "messages.editTitle": "Nachricht bearbeiten",
  "messages.back": "Zurück zum Raum",
  "messages.content": "Nachricht",
  "messages.saveChanges": "Änderungen speichern",
  "messages.delete": "Löschen",
  "messages.deleteTitle": "Nachricht löschen",
  "messages.deleteWarning":
    "Alle sehen, dass hier eine Nachricht stand, aber nicht, was sie sagte. Das lässt sich eine Minute lang rückgängig machen.",
};
