import type { users } from "../schema/index.ts";
import type { Username } from "./people.ts";
import { HOUR } from "./talk.ts";

type Said = Pick<
  typeof users.$inferInsert,
  "about" | "statusEmoji" | "statusText" | "statusExpiresAt" | "preferences"
>;

/** What some of the demo people say of themselves, and of what they are up to. */
export function saidBy(username: Username, now: number): Said {
  return said(now)[username] ?? {};
}

const said = (now: number): Partial<Record<Username, Said>> => ({
  maya: { about: "Founder. I started this to record nightingales, and never stopped." },
  tomas: {
    about: "Hardware: preamps, batteries, and the weather-proof case.\nAsk me before you open one.",
    statusEmoji: "🔧",
    statusText: "In the workshop until four",
    statusExpiresAt: now + 6 * HOUR,
  },
  aiko: {
    about: "Design. Everything you can touch on the recorder.",
    statusEmoji: "🏡",
    statusText: "Working from home",
  },
  samuel: {
    about: "Firmware, from the bootloader up. Lagos, then Lisbon.",
    statusEmoji: "🎧",
    statusText: "Focusing",
  },
  ines: { statusEmoji: "🌴", statusText: "On leave until Monday", statusExpiresAt: now + 72 * HOUR },
  jonas: {
    about: "Support and spare parts.",
    preferences: JSON.stringify({ doNotDisturbUntil: new Date(now + 8 * HOUR).toISOString() }),
  },
  freya: { about: "Field recordist. Currently somewhere with no signal and many gannets." },
});
