import { expect, test } from "bun:test";
import { sectionsOf } from "./sections.ts";
import type { SidebarRoom } from "./types.ts";

let count = 0;
function room(title: string, some: Partial<SidebarRoom> = {}): SidebarRoom {
  count += 1;
  return {
    id: String(count),
    kind: "open",
    title,
    topic: null,
    createdAt: 0,
    revision: 0,
    lastSequence: 0,
    lastReadSequence: 0,
    unreadCount: 0,
    mentionCount: 0,
    involvement: null,
    starredAt: null,
    position: null,
    role: "member",
    quietUntil: null,
    settings: {
      ...{ description: null, archivedAt: null, isDefault: false, posting: "everyone" },
      ...{ slowMode: 0, messageLifetime: null },
    },
    otherUserIds: [],
    avatarUrl: null,
    faces: [],
    ...some,
  };
}

const titles = (rooms: SidebarRoom[], path = "/") => {
  const sections = sectionsOf({ rooms, path, viewer: { userId: "somebody" } });
  return Object.values(sections).map((section) => section.map(({ title }) => title).join(" "));
};

test("rooms stand by title, direct ones as they moved, starred ones as they were starred", () => {
  const rooms = [
    room("zoo"),
    room("Grace", { kind: "direct" }),
    room("Ada", { kind: "direct" }),
    room("attic"),
    room("second", { starredAt: 2 }),
    room("first", { starredAt: 1, kind: "direct" }),
  ];
  expect(titles(rooms)).toEqual(["first second", "attic zoo", "Grace Ada"]);
});

test("what has a place comes first, in that order", () => {
  const rooms = [room("b"), room("a"), room("c", { position: 1 }), room("d", { position: 0 })];
  expect(titles(rooms)).toEqual(["", "d c a b", ""]);
});

test("an invisible room is listed only where one stands in it", () => {
  const hidden = room("hidden", { involvement: "invisible" });
  expect(titles([hidden])).toEqual(["", "", ""]);
  expect(titles([hidden], `/rooms/${hidden.id}`)).toEqual(["", "hidden", ""]);
});
