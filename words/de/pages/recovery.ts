import type { recovery as english } from "../../en/pages/recovery.ts";
import type { Message } from "../../format.ts";

export const recovery: Record<keyof typeof english, Message> = {
  "recovery.forgot": "Passwort vergessen?",
  "recovery.forgotLead": "Nenn uns deine E-Mail-Adresse, und wir schicken dir einen Link zu einem neuen.",
  "recovery.noMail": "Dieser Ort verschickt keine Mail. Bitte einen Admin um Hilfe.",
  "recovery.send": "Link schicken",
  "recovery.toSignIn": "Zurück zur Anmeldung",
  "recovery.sent": "Sieh in deine Mail",
  "recovery.sentLead":
    "Wenn es zu dieser Adresse ein Konto gibt, ist ein Link unterwegs. Er gilt 30 Minuten.",
  "recovery.reset": "Neues Passwort wählen",
  "recovery.resetLead": "Du wirst dann überall abgemeldet.",
  "recovery.setPassword": "Passwort setzen",
  "recovery.passwordSet": "Dein Passwort ist geändert",
  "recovery.passwordSetLead": "Melde dich mit dem neuen an.",
  "recovery.verify": "Adresse bestätigen",
  "recovery.verifyLead": "Ein Klick, und wir wissen, dass Mail dich erreicht.",
  "recovery.verifyButton": "Das ist meine Adresse",
  "recovery.verified": "Deine Adresse ist bestätigt",
  "recovery.verifiedLead": "Danke. Das war alles.",
  "recovery.unsubscribe": "Keine Mail mehr über Erwähnungen?",
  "recovery.unsubscribeLead": "In den Einstellungen kannst du sie wieder anstellen.",
  "recovery.unsubscribeButton": "Keine mehr schicken",
  "recovery.unsubscribed": "Es kommt keine mehr",
  "recovery.unsubscribedLead": "Unter Einstellungen, Benachrichtigungen kannst du sie wieder anstellen.",
  "recovery.lapsed": "Dieser Link gilt nicht",
  "recovery.lapsedLead": "Vielleicht ist er abgelaufen oder benutzt. Bitte um einen neuen.",
};
