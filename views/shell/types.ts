import type { Membership, Room } from "../../src/lib/contract/objects.ts";
import type { Assets } from "../assets.ts";

/** A room as its member sees it in the sidebar: with the title to show, and who else is in a direct one. */
export type SidebarRoom = Pick<Room, "id" | "kind" | "topic" | "revision" | "lastSequence"> & {
  title: string;
  lastReadSequence: number;
  unreadCount: number;
  role: Membership["role"];
  otherUserIds: string[];
};
export type Viewer = { userId: string; username: string; displayName: string; avatarUrl: string | null };

/** What every page of a signed-in person stands in. */
export type Shell = {
  assets: Assets;
  /** What the installation is called, where it has a name. */
  place: string | undefined;
  viewer: Viewer;
  rooms: SidebarRoom[];
  online: ReadonlySet<string>;
  /** Where the person is, to mark it in the sidebar. */
  path: string;
  /** Whether the sidebar shows only what is unread. */
  unreadOnly: boolean;
};
