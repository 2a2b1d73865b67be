import { and, eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { messages, reactions } from "../schema/index.ts";
import type { Username } from "./people.ts";
import type { Line } from "./talk.ts";

type Answers = Record<string, Username[]>;

/** How people answered what begins so, without writing a word; those who are not in the room did not. */
const answers: [beginning: string, Answers][] = [
  ["The one that says DO NOT UNPLUG.", { "😂": ["freya", "omar", "leila", "aiko"], "🔌": ["jonas"] }],
  ["The fox deserves it.", { "🦊": ["ines", "maya", "freya"], "❤️": ["tomas"] }],
  ["Team green jumper here.", { "💚": ["ravi", "omar"], "🙈": ["ines"] }],
  [
    "Then November will be our best month",
    {
      "🎉": ["omar", "leila", "freya", "samuel", "ines"],
      ":osprey:": ["aiko", "maya", "jonas"],
      "❤️": ["tomas"],
    },
  ],
  ["I will bring the almond one.", { "🍰": ["maya", "omar", "samuel"], "🙏": ["leila"] }],
  ["Menu is done, waiting for review.", { "👀": ["samuel"] }],
  ["Portuguese strings are in", { "🙏": ["samuel", "maya"], "🇵🇹": ["aiko"] }],
  ["I measured once more", { "🚀": ["ravi", "jonas"], ":tape:": ["samuel"], "👏🏽": ["maya"] }],
  ["They sent a video.", { "😂": ["ines", "leila"], "🌊": ["maya"] }],
  ["As green as the moss.", { "💚": ["maya", "freya", "ines"] }],
  ["First answers from the testers", { "🎉": ["ines", "maya"] }],
  ["Nine, my sister is visiting.", { "👋": ["omar", "freya"] }],
  ["Tomorrow, with toast.", { "😂": ["ines", "tomas", "leila"], ":tape:": ["maya", "freya"] }],
  ["That is what I hoped you would say.", { "👍🏾": ["samuel"] }],
];

/** What stands below the lines of a room: the rows, and what the messages say of them. */
export function reacted(
  { writing }: Database,
  lines: Line[],
  roomId: string,
  messageIds: string[],
  idOf: (name: Username) => string,
) {
  return lines.flatMap(({ content, createdAt }, index) => {
    const [, given] = answers.find(([beginning]) => content.startsWith(beginning)) ?? [];
    const messageId = messageIds[index];
    if (!given || !messageId) return [];
    const all = Object.entries(given).map(([emoji, names]) => ({
      emoji,
      userIds: names.map(idOf).filter(Boolean),
    }));
    const rows = all.flatMap(({ emoji, userIds }) =>
      userIds.map((userId) => ({ messageId, emoji, userId, createdAt: createdAt + 60_000 })),
    );
    const told = all.map(({ emoji, userIds }) => ({ emoji, count: userIds.length, userIds }));
    return [
      writing.insert(reactions).values(rows),
      writing
        .update(messages)
        .set({ reactions: JSON.stringify(told) })
        .where(and(eq(messages.roomId, roomId), eq(messages.id, messageId))),
    ];
  });
}
