import type { notes as english } from "../../en/lazy/notes.ts";
import type { Message } from "../../format.ts";

export const notes: Record<keyof typeof english, Message> = {
  "notes.name": "hat den Raum in „{value}“ umbenannt",
  "notes.topic": "hat das Thema zu „{value}“ geändert",
  "notes.topicRemoved": "hat das Thema entfernt",
  "notes.description": "hat die Beschreibung geändert",
  "notes.descriptionRemoved": "hat die Beschreibung entfernt",
  "notes.postingEveryone": "lässt hier alle schreiben",
  "notes.postingModerators": "lässt hier nur noch Besitzer und Moderatoren schreiben",
  "notes.slowSeconds": {
    one: "hat den langsamen Modus eingeschaltet: eine Nachricht pro Sekunde",
    other: "hat den langsamen Modus eingeschaltet: eine Nachricht alle {count} Sekunden",
  },
  "notes.slowMinutes": {
    one: "hat den langsamen Modus eingeschaltet: eine Nachricht pro Minute",
    other: "hat den langsamen Modus eingeschaltet: eine Nachricht alle {count} Minuten",
  },
  "notes.slowHours": {
    one: "hat den langsamen Modus eingeschaltet: eine Nachricht pro Stunde",
    other: "hat den langsamen Modus eingeschaltet: eine Nachricht alle {count} Stunden",
  },
  "notes.slowOff": "hat den langsamen Modus ausgeschaltet",
  "notes.lifetimeSeconds": {
    one: "lässt Nachrichten nach {count} Sekunde verschwinden",
    other: "lässt Nachrichten nach {count} Sekunden verschwinden",
  },
  "notes.lifetimeMinutes": {
    one: "lässt Nachrichten nach {count} Minute verschwinden",
    other: "lässt Nachrichten nach {count} Minuten verschwinden",
  },
  "notes.lifetimeHours": {
    one: "lässt Nachrichten nach {count} Stunde verschwinden",
    other: "lässt Nachrichten nach {count} Stunden verschwinden",
  },
  "notes.lifetimeDays": {
    one: "lässt Nachrichten nach {count} Tag verschwinden",
    other: "lässt Nachrichten nach {count} Tagen verschwinden",
  },
  "notes.lifetimeOff": "lässt Nachrichten bleiben",
  "notes.defaultOn": "hat den Raum zu einem für alle Neuen gemacht",
  "notes.defaultOff": "hat bestimmt, dass Neue nicht mehr von Anfang an hier sind",
  "notes.archived": "hat den Raum archiviert",
  "notes.restored": "hat den Raum zurückgeholt",
  "notes.owner": "hat {person} zum Besitzer gemacht",
  "notes.moderator": "hat {person} zum Moderator gemacht",
  "notes.member": "hat {person} zum Mitglied gemacht",
  "notes.handOver": "hat den Raum an {person} übergeben",
  "notes.stepDown": "ist zurückgetreten",
  "notes.unknown": "hat den Raum geändert",
};
