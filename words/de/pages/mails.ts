import type { mails as english } from "../../en/pages/mails.ts";
import type { Message } from "../../format.ts";

export const mails: Record<keyof typeof english, Message> = {
  "mails.hello": "Hallo {name},",
  "mails.open": "{place} öffnen",
  "mails.sentBy": "Gesendet von {place}, einem Chat mit Wisp.",
  "mails.welcome.subject": "Willkommen bei {place}",
  "mails.welcome.lead": "du hast jetzt ein Konto bei {place}. Schön, dass du da bist.",
  "mails.welcome.verify":
    "Bestätige bitte, dass diese Adresse dir gehört. Dann erreichen wir dich, wenn du einmal dein Passwort vergisst.",
  "mails.welcome.notYou":
    "Du hast kein Konto angelegt? Dann hat sich jemand bei der Adresse vertippt. Du musst nichts tun.",
  "mails.verify.subject": "Bestätige deine Adresse für {place}",
  "mails.verify.lead": "bestätige bitte, dass diese Adresse dir gehört. {place} erreicht dich dann darunter.",
  "mails.verify.button": "Adresse bestätigen",
  "mails.verify.notYou": "Der Link gilt 7 Tage. Wenn du nicht darum gebeten hast, musst du nichts tun.",
  "mails.reset.subject": "Ein neues Passwort für {place}",
  "mails.reset.lead":
    "jemand möchte ein neues Passwort für dein Konto bei {place}. Wenn du es warst, wähle jetzt eines.",
  "mails.reset.button": "Neues Passwort wählen",
  "mails.reset.notYou":
    "Der Link gilt einmal, für 30 Minuten. Wenn du es nicht warst, bleibt dein Passwort, wie es ist, und du musst nichts tun.",
  "mails.moved.subject": "Deine Adresse bei {place} wurde geändert",
  "mails.moved.lead":
    "dein Konto bei {place} hat ab jetzt eine andere E-Mail-Adresse. Diese hier wird nicht mehr benutzt.",
  "mails.moved.notYou":
    "Wenn du es nicht warst, sag es sofort einem Admin: Jemand anderes kennt dein Passwort.",
  "mails.invitation.subject": "{name} lädt dich zu {place} ein",
  "mails.invitation.lead": "{name} lädt dich zu {place} ein. Leg ein Konto an, und du bist dabei.",
  "mails.invitation.leadRoom":
    "{name} lädt dich bei {place} in {room} ein. Leg ein Konto an, und du bist dabei.",
  "mails.invitation.guest":
    "Du kommst als Gast: Du siehst die Räume, in die du gebracht wirst, und wer darin ist.",
  "mails.invitation.days": {
    one: "Der Link gilt {count} Tag, einmal und nur für diese Adresse.",
    other: "Der Link gilt {count} Tage, einmal und nur für diese Adresse.",
  },
  "mails.invitation.button": "Einladung annehmen",
  "mails.invitation.notYou": "Wenn du nicht weißt, wer das ist, musst du nichts tun.",
  "mails.digest.subject": {
    one: "{count} Nachricht wartet auf dich bei {place}",
    other: "{count} Nachrichten warten auf dich bei {place}",
  },
  "mails.digest.lead": {
    one: "jemand hat dich bei {place} erwähnt, und du hast es noch nicht gelesen:",
    other: "du wurdest bei {place} {count}-mal erwähnt und hast es noch nicht gelesen:",
  },
  "mails.digest.inRoom": "{name} in {room}",
  "mails.digest.direct": "{name}, direkt",
  "mails.digest.more": { one: "Und {count} weitere.", other: "Und {count} weitere." },
  "mails.digest.why": "Davon kommt höchstens eine am Tag, und keine, wenn du alles gelesen hast.",
  "mails.digest.stop": "Keine solchen Mails mehr",
};
