import general from "./talk/general.txt" with { type: "text" };
import firmware from "./talk/firmware.txt" with { type: "text" };
import support from "./talk/support.txt" with { type: "text" };
import design from "./talk/design.txt" with { type: "text" };
import launch from "./talk/launch.txt" with { type: "text" };
import lunch from "./talk/lunch.txt" with { type: "text" };
import mayaSamuel from "./talk/maya-samuel.txt" with { type: "text" };
import mayaInes from "./talk/maya-ines.txt" with { type: "text" };
import loadingDoor from "./talk/loading-door.txt" with { type: "text" };
import workshop from "./talk/workshop.txt" with { type: "text" };
import sounds from "./talk/sounds.txt" with { type: "text" };
import announcements from "./talk/announcements.txt" with { type: "text" };
import oldOffice from "./talk/old-office.txt" with { type: "text" };
import type { Room } from "../../src/lib/contract/objects.ts";
import type { Username } from "./people.ts";

export type SeedRoom = {
  name: string | null;
  kind: "open" | "closed" | "direct";
  topic?: string;
  members: Username[] | "everyone";
  /** One line a message, `who: what`, where `\n` is a new line of it; a blank line is most of a day. */
  talk: string;
  /** How many of the last messages the first of the people has not read; 0 if left out. */
  unread?: number;
  /** The first of the people has put it above the others. */
  starred?: boolean;
  /** What the first of the people has begun to write. */
  draft?: string;
  /** What its owner, the first of its members, says of it. */
  settings?: Partial<Pick<Room, "description" | "isDefault" | "posting" | "slowMode">>;
  /** Nobody writes in it any more. */
  archived?: boolean;
  moderators?: Username[];
};

export const rooms: SeedRoom[] = [
  {
    name: "General",
    kind: "open",
    topic: "News for everyone. Keep it short, keep it kind.",
    members: "everyone",
    talk: general,
    settings: {
      isDefault: true,
      description:
        "The room where everybody is.\nWhat concerns us all goes here; what concerns a few has a room of its own.",
    },
    moderators: ["ines"],
  },
  {
    name: "Announcements",
    kind: "open",
    topic: "Read by everyone, written by a few",
    members: "everyone",
    talk: announcements,
    settings: { posting: "moderators", isDefault: true },
    moderators: ["leila"],
  },
  {
    name: "Firmware",
    kind: "open",
    topic: "Release 4.2 freezes on the 28th",
    members: ["maya", "aiko", "samuel", "ravi", "jonas"],
    talk: firmware,
    settings: { description: "What runs inside, from the boot loader up. Releases are cut on Thursdays." },
    moderators: ["aiko"],
    starred: true,
    unread: 3,
  },
  {
    name: "Support",
    kind: "open",
    topic: "What people write to us, and what we answer",
    members: ["maya", "ines", "leila", "omar", "jonas", "samuel"],
    talk: support,
    unread: 4,
  },
  {
    name: "Design",
    kind: "open",
    topic: "Form follows fingers",
    members: ["maya", "tomas", "aiko", "ines", "freya"],
    talk: design,
    unread: 2,
  },
  {
    name: "Launch 4.2",
    kind: "closed",
    topic: "Quiet until the 5th",
    members: ["maya", "ines", "samuel", "leila"],
    talk: launch,
    draft: "Quiet until the 5th, but the website can already say that",
  },
  { name: "Lunch", kind: "open", topic: "Twelve thirty, downstairs", members: "everyone", talk: lunch },
  { name: null, kind: "direct", members: ["maya", "samuel"], talk: mayaSamuel, starred: true },
  { name: null, kind: "direct", members: ["maya", "ines"], talk: mayaInes, unread: 1 },
  { name: null, kind: "direct", members: ["maya", "tomas", "freya"], talk: loadingDoor },
  {
    name: "Workshop",
    kind: "open",
    topic: "Tools, deliveries, who has the van",
    members: ["maya", "tomas", "freya", "jonas", "omar", "aiko"],
    talk: workshop,
  },
  {
    name: "Sounds",
    kind: "open",
    topic: "What we heard this week",
    members: "everyone",
    talk: sounds,
    unread: 3,
  },
  {
    name: "Old office",
    kind: "open",
    topic: "The move of last spring",
    members: ["maya", "omar", "leila", "tomas"],
    talk: oldOffice,
    settings: { description: "Boxes, keys and the last of the plants. Kept for the addresses." },
    archived: true,
  },
];
