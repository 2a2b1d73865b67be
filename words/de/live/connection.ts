import type { connection as english } from "../../en/live/connection.ts";
import type { Message } from "../../format.ts";

export const connection: Record<keyof typeof english, Message> = {
  "connection.none": "Keine Verbindung.",
  "connection.refused": "Der Server konnte das nicht tun.",
  "connection.offline": "Du bist offline.",
  "connection.reconnecting": "Verbindung wird wiederhergestellt …",
  "connection.reconnectingIn": "Neuer Versuch in {seconds} s.",
  "connection.now": "Jetzt",
  "connection.stopped": "Der Server hat die Verbindung beendet.",
  "connection.reload": "Neu laden",
  "connection.notLoaded": "Das ließ sich nicht laden. Prüfe deine Verbindung und versuche es noch einmal.",
};
