import type { IconName } from "../../icon.tsx";
import { goTo } from "../../moves.ts";
import { currentRoomId, roomLinks } from "../../page.ts";
import { recentRooms } from "../../recent.ts";
import { match, type Match } from "./match.ts";

export type Entry = {
  /** Of one kind and unlike any other, such as `room:ID`. */
  id: string;
  kind: "room" | "person" | "message" | "command";
  title: string;
  /** Stands behind the title, and is matched too where the title is not. */
  detail?: string;
  /** As the sidebar shows it, else an icon. */
  face: Element | IconName;
  unread?: string;
  keys?: string;
  run: () => void;
};

export type Found = Entry & Match;

function roomEntry(link: HTMLAnchorElement): Entry {
  const badge = link.querySelector<HTMLElement>(".badge");
  const face = link.querySelector(".room-glyph, .face, .avatar");
  return {
    id: `room:${link.dataset.roomId ?? ""}`,
    kind: face?.matches(".room-glyph") ? "room" : "person",
    title: link.querySelector(".room-title")?.textContent ?? "",
    face: face ?? "hashtag",
    ...(badge && !badge.hidden && { unread: badge.querySelector(".badge-count")?.textContent ?? "" }),
    run: () => link.click(),
  };
}

/** The rooms one is in, those visited last first. */
export function myRooms(): Entry[] {
  const recent = recentRooms().map((id) => `room:${id}`);
  const place = ({ id }: Entry) => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  return [...roomLinks()].map(roomEntry).toSorted((a, b) => place(a) - place(b));
}

/** Open rooms that one is not in yet. */
export async function openRooms(signal: AbortSignal, detail: string): Promise<Entry[]> {
  const response = await fetch("/api/rooms?scope=open", { signal });
  if (!response.ok) return [];
  const { rooms } = (await response.json()) as { rooms: { id: string; name: string }[] };
  const mine = new Set([...roomLinks()].map((link) => link.dataset.roomId));
  return rooms
    .filter(({ id }) => !mine.has(id))
    .map(({ id, name }) => ({
      id: `room:${id}`,
      kind: "room",
      title: name,
      detail,
      face: "hashtag",
      run: () => goTo(`/rooms/${id}`),
    }));
}

const prefixes: Record<string, Entry["kind"]> = {
  "#": "room",
  "@": "person",
  "?": "message",
  ">": "command",
};

/** `#`, `@`, `?` or `>` before what is looked for asks for one kind alone. */
export function questionOf(typed: string): { kind: Entry["kind"] | undefined; text: string } {
  const kind = prefixes[typed[0] ?? ""];
  return { kind, text: (kind ? typed.slice(1) : typed).trim() };
}

const mostShown = 40;
/** What the place among those visited last is worth, beside the 100 of a title that begins as was typed. */
const bonusOfRecent = 15;

function rate(entry: Entry, text: string, place: number): Found | undefined {
  const found = match(text, entry.title) ?? detailMatch(entry, text);
  if (!found) return undefined;
  const recent = entry.kind === "command" ? 0 : Math.max(0, bonusOfRecent - place);
  return { ...entry, marked: found.marked, score: found.score + recent + (entry.unread ? 5 : 0) };
}

/** Found by what stands behind the title, none of whose letters are marked. */
function detailMatch({ detail }: Entry, text: string): Match | undefined {
  const found = detail === undefined ? undefined : match(text, detail);
  return found && found.score >= 50 ? { score: found.score / 2, marked: new Set() } : undefined;
}

/** The answers, best first. To nothing typed: where one was last, and what one can do. */
export function answers(entries: Entry[], typed: string): Found[] {
  const { kind, text } = questionOf(typed);
  const here = `room:${currentRoomId() ?? ""}`;
  const asked = entries.filter((entry) => (!kind || entry.kind === kind) && (text || entry.id !== here));
  const found = asked.map((entry, place) => rate(entry, text, place)).filter((entry) => entry !== undefined);
  return (text ? found.toSorted((a, b) => b.score - a.score) : found).slice(0, mostShown);
}
