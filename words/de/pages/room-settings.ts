import type { roomSettings as english } from "../../en/pages/room-settings.ts";
import type { Message } from "../../format.ts";

export const roomSettings: Record<keyof typeof english, Message> = {
  "roomSettings.title": "Raumeinstellungen",
  "roomSettings.back": "Zurück zum Raum",
  "roomSettings.people": "Leute und Rollen",
  "roomSettings.topic": "Thema",
  "roomSettings.topicHint": "Eine Zeile, die unter dem Namen steht.",
  "roomSettings.description": "Beschreibung",
  "roomSettings.descriptionHint": "Wofür der Raum da ist und was man wissen sollte, bevor man beitritt.",
  "roomSettings.descriptionRule": "Höchstens 1.000 Zeichen.",
  "roomSettings.posting": "Wer schreiben darf",
  "roomSettings.everyone": "Alle",
  "roomSettings.everyoneHint": "Alle, die im Raum sind.",
  "roomSettings.moderators": "Besitzer und Moderatoren",
  "roomSettings.moderatorsHint": "Für Ankündigungen. Die anderen lesen und reagieren.",
  "roomSettings.slowMode": "Langsamer Modus: Zeit zwischen zwei Nachrichten eines Mitglieds",
  "roomSettings.slowModeOff": "Aus",
  "roomSettings.default": "Für alle Neuen",
  "roomSettings.defaultHint": "Wer neu dazukommt, ist von Anfang an in diesem Raum. Gäste nicht.",
  "roomSettings.archive": "Raum archivieren",
  "roomSettings.archiveHint":
    "Er verschwindet aus allen Listen. Man kann ihn weiter lesen und durchsuchen, aber niemand schreibt mehr darin.",
  "roomSettings.archived": "Dieser Raum ist archiviert",
  "roomSettings.restoreHint": "Hol ihn zurück, und seine Mitglieder können wieder darin schreiben.",
};
