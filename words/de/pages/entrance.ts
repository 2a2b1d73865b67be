import type { entrance as english } from "../../en/pages/entrance.ts";
import type { Message } from "../../format.ts";

export const entrance: Record<keyof typeof english, Message> = {
  "entrance.keptOut":
    "Dieses Konto darf nicht mehr herein. Wende dich an die, die sich um diesen Ort kümmern.",
  "entrance.language": "Sprache",
  "entrance.newHere": "Neu hier?",
  "entrance.createAccountLink": "Konto anlegen",
  "entrance.signIn": "Anmelden",
  "entrance.welcomeBack": "Willkommen zurück.",
  "entrance.emailOrUsername": "E-Mail oder Benutzername",
  "entrance.password": "Passwort",
  "entrance.haveAccount": "Schon ein Konto?",
  "entrance.createYourAccount": "Konto anlegen",
  "entrance.soonTalking": "In einer Minute redest du mit.",
  "entrance.createAccount": "Konto anlegen",
  "entrance.yourName": "Dein Name",
  "entrance.yourNameHint": "So sehen ihn die anderen. Du kannst ihn später ändern.",
  "entrance.username": "Benutzername",
  "entrance.usernameHint": "Kleinbuchstaben, Ziffern und Unterstriche.",
  "entrance.email": "E-Mail",
  "entrance.passwordHint": "Mindestens 8 Zeichen.",
  "entrance.firstRun": "Mach diesen Ort zu deinem",
  "entrance.firstRunLead": "Noch ist niemand hier. Gib dem Ort einen Namen und dir einen Schlüssel.",
  "entrance.placeName": "Name des Ortes",
  "entrance.placeNameHint": "Dein Team, dein Verein, deine WG. Du kannst ihn später ändern.",
  "entrance.ownerAccount": "Dein Konto",
  "entrance.begin": "Türen öffnen",
  "entrance.firstRoom": "Allgemein",
  "entrance.closed": "Nur mit Einladung",
  "entrance.closedLead":
    "Bitte jemanden von drinnen um einen Link. Wer ein Konto hat, meldet sich an wie immer.",
};
