import type { Message } from "../../format.ts";

export const slow = {
  "slow.every": "Slow mode: one message every {duration}",
  "slow.wait": "Slow mode: your next message in {duration}",
  "slow.seconds": { one: "{count} second", other: "{count} seconds" },
  "slow.minutes": { one: "{count} minute", other: "{count} minutes" },
  "slow.hours": { one: "{count} hour", other: "{count} hours" },
} satisfies Record<string, Message>;
