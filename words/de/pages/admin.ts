import type { admin as english } from "../../en/pages/admin.ts";
import type { Message } from "../../format.ts";

export const admin: Record<keyof typeof english, Message> = {
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
};
