import { goTo } from "../../moves.ts";
import { roomLinks } from "../../page.ts";
import type { Found } from "./entries.ts";

type Part = { text: string; match: boolean };
type Message = {
  id: string;
  roomId: string;
  sequence: number;
  senderDisplayName: string;
  threadRootId: string | null;
};
type Result = { message: Message; snippet: Part[] };

/** Messages of the answer; all of them stand on the page of the search. */
const shown = 5;

/** Letters before the first match: there is one line for all of it. */
const before = 12;

function shortened(snippet: Part[]): Part[] {
  const [first, ...others] = snippet;
  if (!first || first.match || first.text.length <= before || others.length === 0) return snippet;
  return [{ text: `… ${first.text.slice(-before).trimStart()}`, match: false }, ...others];
}

/** Which letters of a snippet were looked for. */
function marksOf(snippet: Part[]): Set<number> {
  const marked = new Set<number>();
  let at = 0;
  for (const { text, match } of snippet)
    for (const _ of text) {
      if (match) marked.add(at);
      at += 1;
    }
  return marked;
}

/** As the server has it (views/messages/message.tsx). */
const placeOf = ({ id, roomId, sequence, threadRootId }: Message): string =>
  threadRootId
    ? `/rooms/${roomId}/threads/${threadRootId}#reply-${id}`
    : `/rooms/${roomId}?at=${sequence}#message-${id}`;

function roomTitle(roomId: string): string {
  const link = [...roomLinks()].find((each) => each.dataset.roomId === roomId);
  return link?.querySelector(".room-title")?.textContent ?? "";
}

function entryOf({ message, snippet }: Result): Found {
  const { id, roomId, senderDisplayName } = message;
  const room = roomTitle(roomId);
  const parts = shortened(snippet);
  return {
    id: `message:${id}`,
    kind: "message",
    title: parts.map(({ text }) => text).join(""),
    detail: room ? `${senderDisplayName} · ${room}` : senderDisplayName,
    face: "chat-bubble-left-right",
    marked: marksOf(parts),
    score: 0,
    run: () => goTo(placeOf(message)),
  };
}

/** The newest messages with what was typed, in the rooms that one may read. */
export async function findMessages(query: string, signal: AbortSignal): Promise<Found[]> {
  const asked = new URLSearchParams({ query, limit: String(shown) });
  const response = await fetch(`/api/search?${asked.toString()}`, { signal });
  if (!response.ok) return [];
  const { results } = (await response.json()) as { results: Result[] };
  return results.map(entryOf);
}

/** The way to all of them. */
export const searchEntry = (query: string, title: string): Found => ({
  id: "message:all",
  kind: "message",
  title,
  face: "magnifying-glass",
  marked: new Set(),
  score: 0,
  run: () => goTo(`/search?${new URLSearchParams({ query }).toString()}`),
});
