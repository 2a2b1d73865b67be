import type { people as english } from "../../en/lazy/people.ts";
import type { Message } from "../../format.ts";

export const people: Record<keyof typeof english, Message> = {
  "status.set": "Status",
  "status.peace": "Nicht stören",
  "absent.notHere": "{name} ist nicht in diesem Raum und erfährt davon nichts.",
  "absent.invite": "Einladen",
  "absent.invited": "{name} ist jetzt im Raum.",
};
