import type { composer as english } from "../../en/lazy/composer.ts";
import type { Message } from "../../format.ts";

export const composer: Record<keyof typeof english, Message> = {
  "composer.previewing": "Die Vorschau wird erstellt …",
  "composer.nothing": "Noch nichts zum Anzeigen.",
  "composer.newLine": "Neue Zeile",
  "composer.editLast": "Deine letzte Nachricht bearbeiten",
  "composer.suggestions": "Vorschläge",
  "composer.here": "Alle, die gerade da sind",
  "composer.room": "Alle im Raum",
  "composer.files": "Dateien",
  "composer.uploading": "{name} wird gesendet",
  "composer.cancelFile": "{name} abbrechen",
  "composer.removeFile": "{name} entfernen",
  "composer.retryFile": "{name} noch einmal versuchen",
  "composer.fileFailed": "Das konnte nicht gesendet werden.",
  "composer.fileTooLarge": "Größer als {size}.",
  "composer.tooManyFiles": "Eine Nachricht fasst höchstens {count} Dateien.",
  "composer.emojiSearch": "Emoji suchen",
  "composer.emojiRecent": "Zuletzt benutzt",
  "composer.emojiFound": "Gefunden",
  "composer.emojiNone": "Kein solches Emoji.",
  "composer.emojiFailed": "Die Emoji konnten nicht geladen werden. Prüfe deine Verbindung.",
  "composer.skinTone": "Hautfarbe",
};
