import type { User } from "../lib/contract/objects.ts";

/** Who acts: plain data, so that a verb could be called from another node. */
export type Actor = {
  userId: string;
  username: string;
  displayName: string;
  avatarUrl: string | null;
  role: User["role"];
  createdAt: number;
  sessionId: string;
};

/** Where a caller without an account comes from. */
export type Client = { address: string; userAgent: string | null };
