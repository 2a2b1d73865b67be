import type { forms as english } from "../../en/pages/forms.ts";
import type { Message } from "../../format.ts";

export const forms: Record<keyof typeof english, Message> = {
  "forms.checkFields": "Bitte sieh dir die markierten Felder an.",
  "forms.wrongLogin": "Der Name oder das Passwort stimmt nicht.",
  "forms.unreadable": "Das war nicht zu lesen. Bitte versuch es noch einmal.",
  "forms.conflict": "Jemand war schneller. Sieh noch einmal nach, wie es jetzt steht.",
  "forms.forbidden": "Das darfst du nicht.",
  "forms.tooOften": {
    one: "Das war zu oft. Versuch es in {count} Sekunde wieder.",
    other: "Das war zu oft. Versuch es in {count} Sekunden wieder.",
  },
  "forms.unavailable": "Der Server kann das gerade nicht. Bitte versuch es gleich noch einmal.",
  "forms.field": "Bitte sieh dir das an.",
  "forms.displayName": "1 bis 80 Zeichen.",
  "forms.username": "3 bis 50 Kleinbuchstaben, Ziffern und Unterstriche.",
  "forms.usernameTaken": "Dieser Benutzername ist vergeben.",
  "forms.email": "Eine E-Mail-Adresse wie name@example.org.",
  "forms.emailTaken": "Zu dieser E-Mail-Adresse gibt es schon ein Konto.",
  "forms.password": "8 bis 256 Zeichen.",
  "forms.placeName": "1 bis 60 Zeichen.",
  "forms.roomName": "1 bis 100 Zeichen.",
  "forms.topic": "Höchstens 250 Zeichen.",
  "forms.content": "1 bis 5.000 Zeichen.",
};
