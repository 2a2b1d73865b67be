import { eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { messages, pollVotes, scheduledMessages } from "../schema/index.ts";
import type { Username } from "./people.ts";
import { HOUR, type Line } from "./talk.ts";

type Votes = [answer: string, voters: Username[]][];

/** What was asked so, and who chose what. */
const polls: Record<string, Votes> = {
  "Table for eight at half past twelve?": [
    ["Half past twelve", ["jonas", "freya", "maya", "ravi"]],
    ["One o’clock", ["omar", "leila"]],
    ["Not today, thanks", ["aiko"]],
  ],
};

/** What the viewer has waiting, by room. */
const waiting: Record<string, string> = {
  "Launch 4.2":
    "Good morning! The build of last night is on the test recorders. **Please update before ten.**",
};

type Scene = {
  name: string | null;
  roomId: string;
  lines: Line[];
  messageIds: string[];
  viewerId: string;
  idOf: (name: Username) => string;
};

/** What is settled later in a room: a vote, and a message that waits for its time. */
export function left({ writing }: Database, scene: Scene) {
  const { lines, messageIds, roomId, viewerId, name } = scene;
  const asked = lines.flatMap(({ content, createdAt }, index) => {
    const votes = polls[content];
    const messageId = messageIds[index];
    return votes && messageId ? pollOf(writing, scene, { messageId, content, createdAt, votes }) : [];
  });
  const content = waiting[name ?? ""];
  const tomorrow = Math.ceil(Date.now() / HOUR) * HOUR + 18 * HOUR;
  const row = { id: Bun.randomUUIDv7(), userId: viewerId, roomId, sendAt: tomorrow, createdAt: Date.now() };
  return content ? [...asked, writing.insert(scheduledMessages).values({ ...row, content })] : asked;
}

type Asked = { messageId: string; content: string; createdAt: number; votes: Votes };

/** The rows, and what the message says of them. */
function pollOf(
  writing: Database["writing"],
  { idOf }: Scene,
  { messageId, content, createdAt, votes }: Asked,
) {
  const rows = votes.flatMap(([, voters], option) =>
    voters.map((voter) => ({ messageId, userId: idOf(voter), option, createdAt: createdAt + 60_000 })),
  );
  const options = votes.map(([text, voters]) => ({
    text,
    votes: voters.length,
    userIds: voters.map((voter) => idOf(voter)),
  }));
  const poll = { question: content, options, multiple: false, anonymous: false, closedAt: null };
  return [
    writing.insert(pollVotes).values(rows),
    writing
      .update(messages)
      .set({ poll: JSON.stringify(poll) })
      .where(eq(messages.id, messageId)),
  ];
}
