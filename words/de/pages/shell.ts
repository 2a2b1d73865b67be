import type { shell as english } from "../../en/pages/shell.ts";
import type { Message } from "../../format.ts";

export const shell: Record<keyof typeof english, Message> = {
  "layout.skip": "Zum Inhalt springen",
  "layout.description": "Räume, Direktnachrichten und Anwesenheit für ein Team, auf einer eigenen Maschine.",
};
