import type { people as english } from "../../en/pages/people.ts";
import type { Message } from "../../format.ts";

export const people: Record<keyof typeof english, Message> = {
  "people.title": "Leute",
  "people.lead": "Finde jemanden und schreib direkt.",
  "people.nameOrUsername": "Name oder Benutzername",
  "people.search": "Suchen",
  "people.nobody": "Niemand heißt so.",
  "people.you": "du",
  "people.message": "Schreiben",
  "people.write": "Nachricht schreiben",
  "people.role": "Rolle",
  "people.role.owner": "Eigentümer",
  "people.role.admin": "Admin",
  "people.role.member": "Mitglied",
  "people.role.guest": "Gast",
  "people.role.bot": "Bot",
  "people.since": "Hier seit",
  "people.localTime": "Ortszeit",
  "people.common": "Gemeinsame Räume",
  "people.noneInCommon": "Noch keine.",
  "people.backToAll": "Zurück zu den Leuten",
  "people.editOwn": "Dein Profil ändern",
  "people.pages": "Seiten",
  "people.previous": "Zurück",
  "people.next": "Weiter",
  "people.page": "Seite {page}",
};
