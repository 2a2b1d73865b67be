import type { User } from "../lib/contract/objects.ts";
import type { Language, Preferences } from "../lib/contract/preferences.ts";

/** Who acts: plain data, so that a verb could be called from another node. */
export type Actor = {
  userId: string;
  username: string;
  displayName: string;
  avatarUrl: string | null;
  role: User["role"];
  createdAt: number;
  preferences: Preferences;
  statusEmoji: string | null;
  statusText: string | null;
  statusExpiresAt: number | null;
  /** Until when an admin lets them write nothing: milliseconds since 1970. */
  silencedUntil: number | null;
  /** Ids of those from whom they want to hear nothing. */
  blocked: readonly string[];
  sessionId: string;
};

/** Whether they look after the whole place. */
export const isAdmin = ({ role }: Pick<Actor, "role">): boolean => role === "owner" || role === "admin";

/** Where a caller without an account comes from. */
export type Client = {
  address: string;
  userAgent: string | null;
  /** What their browser asks for. */
  language: Language;
};
