import type { Preferences } from "../../src/lib/contract/preferences.ts";
import { inOrder } from "./by-title.ts";
import type { Shell, SidebarRoom } from "./types.ts";

export type SectionName = Preferences["foldedSections"][number];
type Arranged = Pick<Shell, "rooms" | "path"> & { viewer: Pick<Shell["viewer"], "userId"> };

/**
 * The sections of the sidebar with their rooms, as the person put them; those without a place stand below in the
 * section's own order: starred ones as they were starred, rooms by title so that they stay put, direct ones by what
 * moved last. Nobody looks for an invisible room, nor for one that is archived, unless they stand in it.
 */
export function sectionsOf({ rooms, path, viewer }: Arranged): Record<SectionName, SidebarRoom[]> {
  const listed = rooms.filter((room) => isSought(room) || path === `/rooms/${room.id}`);
  const { starred = [], direct = [], rooms: others = [] } = Object.groupBy(listed, sectionOf);
  return {
    starred: asPlaced(starred.toSorted((a, b) => (a.starredAt ?? 0) - (b.starredAt ?? 0))),
    rooms: asPlaced(inOrder(viewer.userId, others)),
    direct: asPlaced(direct),
  };
}

const isSought = ({ involvement, settings }: SidebarRoom): boolean =>
  involvement !== "invisible" && settings.archivedAt === null;

export function sectionOf({ starredAt, kind }: Pick<SidebarRoom, "starredAt" | "kind">): SectionName {
  if (starredAt !== null) return "starred";
  return kind === "direct" ? "direct" : "rooms";
}

const placeOf = ({ position }: SidebarRoom) => position ?? Number.POSITIVE_INFINITY;

function asPlaced(rooms: SidebarRoom[]): SidebarRoom[] {
  if (rooms.every(({ position }) => position === null)) return rooms;
  return rooms.toSorted((a, b) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)));
}
