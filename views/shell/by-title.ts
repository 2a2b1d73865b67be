import { LRUCache } from "lru-cache";

/** Titles kept, of a thousand people or so. */
const MAX_TITLES = 50_000;

const byTitle = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const placesOf = new LRUCache<string, ReadonlyMap<string, number>>({
  maxSize: MAX_TITLES,
  sizeCalculation: (places) => places.size || 1,
});

/**
 * By title, as people count and spell. A page is drawn again and again for a person whose rooms are called what they
 * were, and to compare letters takes longer than to draw the links: so each title's place is remembered.
 */
export function inOrder<Room extends { title: string }>(userId: string, rooms: Room[]): Room[] {
  const known = placesOf.get(userId);
  const places = known && rooms.every(({ title }) => known.has(title)) ? known : place(rooms);
  if (places !== known) placesOf.set(userId, places);
  return rooms
    .map((room) => ({ room, place: places.get(room.title) ?? 0 }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ room }) => room);
}

/** Titles that count as the same have the same place, so that those rooms stay as they came. */
function place(rooms: { title: string }[]): Map<string, number> {
  const places = new Map<string, number>();
  let last: string | undefined;
  let at = 0;
  for (const title of rooms.map((room) => room.title).toSorted(byTitle.compare)) {
    if (last !== undefined && byTitle.compare(last, title) !== 0) at += 1;
    places.set(title, at);
    last = title;
  }
  return places;
}
