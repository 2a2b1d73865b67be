import type { Involvement, Membership, Room, User } from "../../src/lib/contract/objects.ts";
import type { Preferences } from "../../src/lib/contract/preferences.ts";
import type { Assets } from "../assets.ts";

/** A room as its member sees it in the sidebar: with the title to show, and who else is in a direct one. */
export type SidebarRoom = Pick<Room, "id" | "kind" | "topic" | "revision" | "lastSequence"> & {
  title: string;
  /** Milliseconds since 1970, like `starredAt`. */
  createdAt: number;
  lastReadSequence: number;
  unreadCount: number;
  mentionCount: number;
  /** What the member chose for this room; null: what they prefer for its kind. */
  involvement: Involvement | null;
  starredAt: number | null;
  position: number | null;
  role: Membership["role"];
  /** Until when the member wants to hear nothing of it: milliseconds since 1970. */
  quietUntil: number | null;
  /** What its owners and moderators say of it. */
  settings: Pick<
    Room,
    "description" | "archivedAt" | "isDefault" | "posting" | "slowMode" | "messageLifetime"
  >;
  otherUserIds: string[];
  avatarUrl: string | null;
  /** Of a direct room of several: the first of the others. */
  faces: Face[];
} & Pick<User, "status" | "doNotDisturbUntil">;
export type Face = { userId: string; displayName: string; avatarUrl: string | null };
export type Viewer = Face & { username: string; role: User["role"] };
/** What the viewer said of how they are, and from whom they want to hear nothing. */
export type Own = Pick<User, "status" | "doNotDisturbUntil"> & { blocked: readonly string[] };

/** What every page of a signed-in person stands in. */
export type Shell = {
  assets: Assets;
  /** What the installation is called, where it has a name. */
  place: string | undefined;
  /** Seconds in which a message may be edited; 0: for ever. */
  editWindow: number | undefined;
  /** Names the state of the custom emoji; undefined where there are none. */
  emoji: string | undefined;
  viewer: Viewer;
  own: Own;
  preferences: Preferences;
  rooms: SidebarRoom[];
  /** Unread replies in the threads that the person follows. */
  threads: { count: number };
  /** Reminders that were told and wait to be ticked off. */
  reminders: number;
  online: ReadonlySet<string>;
  /** Whether the reader's page has all of it already and keeps it: then only the pane is drawn (static/shell/moving.ts). */
  kept: boolean;
  /** Where the person is, to mark it in the sidebar. */
  path: string;
};
