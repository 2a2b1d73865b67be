import type { Message } from "../../format.ts";

export const later = {
  "scheduled.title": "Geplante Nachrichten",
  "scheduled.none":
    "Nichts wartet darauf, gesendet zu werden. Wähle beim Schreiben einen Zeitpunkt für deine Nachricht.",
  "scheduled.sendNow": "Jetzt senden",
  "scheduled.change": "Ändern",
  "scheduled.cancel": "Nicht senden",
  "scheduled.changeTitle": "Geplante Nachricht ändern",
  "scheduled.back": "Zurück zu den geplanten Nachrichten",
  "scheduled.write": "Später senden",
  "scheduled.schedule": "Dann senden",
  "scheduled.day": "Tag",
  "scheduled.time": "Uhrzeit",
  "scheduled.zone": "Nach den Uhren in {zone}.",
  "scheduled.ahead": "Wähle einen Zeitpunkt, der noch kommt, innerhalb eines Jahres.",
  "scheduled.sending": "Wird gesendet",
  "scheduled.noRoom": "Ein Raum, in dem du nicht mehr bist",
  "scheduled.notMember": "Nicht gesendet: Du bist nicht mehr in diesem Raum, oder der Thread ist weg.",
  "scheduled.mayNotWrite": "Nicht gesendet: Du darfst in diesem Raum zurzeit nichts schreiben.",
  "scheduled.failed": "Nicht gesendet. Ändere sie oder sende sie jetzt.",
  "scheduled.conflict":
    "Das kam zu spät: Diese Nachricht wurde gesendet, wird gerade gesendet oder ließ sich nicht senden.",
  "polls.new": "Neue Umfrage",
  "polls.back": "Zurück zu {room}",
  "polls.questionRule": "Stelle eine Frage mit höchstens 300 Zeichen.",
  "polls.optionsHint": "Zwei bis zehn, alle verschieden. Was du nicht brauchst, lass leer.",
  "polls.yourVote": "Deine Stimme",
  "polls.one": "Wähle eine",
  "polls.vote": "Abstimmen",
  "polls.takeBack": "Meine Stimme zurücknehmen",
  "polls.close": "Umfrage beenden",
} satisfies Record<string, Message>;
