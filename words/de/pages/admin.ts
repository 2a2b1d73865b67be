import type { admin as english } from "../../en/pages/admin.ts";
import type { Message } from "../../format.ts";

export const admin: Record<keyof typeof english, Message> = {
  "admin.editWindow": "Nachrichten lassen sich bearbeiten",
  "admin.editHint":
    "Gezählt ab dem Senden. Frühere Fassungen bleiben für alle sichtbar, die die Nachricht lesen können.",
  "admin.editFive": "5 Minuten lang",
  "admin.editQuarter": "15 Minuten lang",
  "admin.editHour": "eine Stunde lang",
  "admin.editDay": "einen Tag lang",
  "admin.editAlways": "jederzeit",
  "admin.editSeconds": { one: "{count} Sekunde lang", other: "{count} Sekunden lang" },
  "admin.title": "Verwaltung",
  "admin.place": "Dieser Ort",
  "admin.people": "Personen",
  "admin.reports": "Meldungen",
  "admin.audit": "Protokoll",
  "admin.placeHint": "Alle sehen ihn neben dem Zeichen und im Titel jeder Seite.",
  "admin.defaultRooms": "Räume für alle Neuen",
  "admin.defaultRoomsHint":
    "Wer dazukommt, ist von Anfang an darin. Gäste sehen nur, wohin sie gebracht wurden.",
  "admin.noDefault": "Entfernen",
  "admin.openRoom": "Offener Raum",
  "admin.addDefault": "Hinzufügen",
  "admin.registration": "Wer ein Konto anlegen darf",
  "admin.registration.open": "Alle",
  "admin.registration.openHint": "Wer die Seite findet, kann hereinkommen.",
  "admin.registration.invited": "Wer eingeladen wurde",
  "admin.registration.invitedHint": "Nur mit einem Link oder einer Mail von einem Admin.",
  "admin.mail": "Mail",
  "admin.mail.off":
    "Es geht keine Mail hinaus: In der Konfiguration steht kein Weg dafür (SMTP_URL oder RESEND_API_KEY). Niemandem kann ein neues Passwort oder eine Einladung geschickt werden.",
  "admin.mail.outbox":
    "Dies ist ein Ort zum Entwickeln: Mail geht nirgendwohin, und wem der Ort gehört, liest sie hier.",
  "admin.mail.lead":
    "Was in den letzten 30 Tagen hinausging, und was daraus wurde. Was darin stand, wird nicht aufgehoben.",
  "admin.mail.none": "Noch keine Mail.",
  "admin.mail.read": "Lesen",
  "admin.mail.sent": "Gesendet",
  "admin.mail.waiting": "Wartet",
  "admin.mail.failed": "Nicht gesendet",
  "admin.mail.unanswered": "Vielleicht gesendet: Der Mailserver hat nicht geantwortet",
  "admin.mail.welcome": "Willkommen",
  "admin.mail.verify": "Adresse bestätigen",
  "admin.mail.reset": "Neues Passwort",
  "admin.mail.moved": "Adresse geändert",
  "admin.mail.invitation": "Einladung",
  "admin.mail.digest": "Ungelesene Erwähnungen",
};
