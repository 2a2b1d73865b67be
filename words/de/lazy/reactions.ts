import type { Message } from "../../format.ts";

export const reactions = {
  "reactions.by": "{people}: {emoji}",
  "reactions.you": "Du",
  "reactions.others": { one: "{count} weitere Person", other: "{count} weitere" },
  "reactions.who": "Wer reagiert hat",
  "reactions.failed": "Deine Reaktion konnte nicht gespeichert werden.",
  "reactions.unknown": "Wer reagiert hat, lässt sich gerade nicht herausfinden.",
  "reactions.custom": "Eigene",
} satisfies Record<string, Message>;
