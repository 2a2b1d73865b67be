import type { slow as english } from "../../en/lazy/slow.ts";
import type { Message } from "../../format.ts";

export const slow: Record<keyof typeof english, Message> = {
  "slow.every": "Langsamer Modus: eine Nachricht pro {duration}",
  "slow.wait": "Langsamer Modus: deine nächste Nachricht in {duration}",
  "slow.seconds": { one: "{count} Sekunde", other: "{count} Sekunden" },
  "slow.minutes": { one: "{count} Minute", other: "{count} Minuten" },
  "slow.hours": { one: "{count} Stunde", other: "{count} Stunden" },
};
