import type { errors as english } from "../../en/pages/errors.ts";
import type { Message } from "../../format.ts";

export const errors: Record<keyof typeof english, Message> = {
  "errors.status": "Fehler {status}",
  "errors.invalid": "Das ergab keinen Sinn",
  "errors.invalidText":
    "Die Anfrage war unvollständig oder verstümmelt. Geh zurück und versuch es noch einmal.",
  "errors.forbidden": "Nicht für dich offen",
  "errors.forbiddenText":
    "Du bist angemeldet, aber das steht dir nicht offen. Wer drin ist, kann dich hereinlassen.",
  "errors.notFound": "Hier ist nichts",
  "errors.notFoundText":
    "Es wurde verschoben oder gelöscht, oder es ist ein Raum, in dem du nicht bist. Bitte ein Mitglied, dich einzuladen.",
  "errors.conflict": "Jemand war schneller",
  "errors.conflictText":
    "Seit diese Seite geladen wurde, hat sich etwas geändert. Geh zurück und sieh noch einmal nach.",
  "errors.tooLarge": "Zu viel auf einmal",
  "errors.tooLargeText":
    "Was du geschickt hast, ist größer, als dieser Server annimmt. Geh zurück und schick etwas Kleineres.",
  "errors.tooMany": "Bitte etwas langsamer",
  "errors.tooManyText": {
    one: "Das war viel in kurzer Zeit. Versuch es in {count} Sekunde wieder.",
    other: "Das war viel in kurzer Zeit. Versuch es in {count} Sekunden wieder.",
  },
  "errors.unavailable": "Gleich wieder da",
  "errors.unavailableText":
    "Der Server kann das gerade nicht. Was du geschrieben hast, ist nicht verloren: Geh zurück und schick es noch einmal.",
  "errors.unexpected": "Etwas ist schiefgegangen",
  "errors.unexpectedText": "Das liegt an uns, nicht an dir, und ist vermerkt. Bitte versuch es noch einmal.",
  "errors.request": "Wenn es so bleibt, sag es denen, die diesen Ort betreiben: {id}",
  "errors.tryAgain": "Noch einmal versuchen",
  "errors.toRooms": "Zurück zu deinen Räumen",
  "errors.toStart": "Zum Anfang",
};
