import type { phone as english } from "../../en/pages/phone.ts";
import type { Message } from "../../format.ts";

export const phone: Record<keyof typeof english, Message> = {
  "phone.title": "Auf dem Handy anmelden",
  "phone.lead":
    "Halte die Kamera deines Handys auf den Code und öffne den Link. Er gilt einmal, zwei Minuten lang. Zeig ihn niemandem sonst.",
  "phone.code": "QR-Code mit einem Link, der dein Handy anmeldet",
  "phone.waiting": "Wartet auf dein Handy …",
  "phone.look": "Nachsehen, ob es angemeldet ist",
  "phone.used": "Dein Handy ist angemeldet.",
  "phone.over": "Dieser Code ist abgelaufen.",
  "phone.toDevices": "Zu deinen Geräten",
  "phone.again": "Neuen machen",
  "phone.lapsed": "Der Code ist benutzt oder abgelaufen. Mach auf dem anderen Gerät einen neuen.",
  "phone.arrival": "Als {name} anmelden?",
  "phone.arrivalLead": "Dieses Gerät bleibt angemeldet, bis du es abmeldest.",
  "phone.arrivalButton": "Als {name} anmelden",
  "phone.noCamera": "Ohne Kamera",
};
