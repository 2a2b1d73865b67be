import type { Database } from "../../db/database.ts";
import type { Access } from "./access.ts";
import type { Passwords } from "./accounts/passwords.ts";
import type { Tokens } from "./accounts/tokens.ts";
import type { WriteLetter } from "../lib/letter.ts";
import type { VapidKeys } from "../lib/vapid.ts";
import type { CustomEmojis } from "./emoji/index.ts";
import type { Events } from "./events.ts";
import type { Installation } from "./installation.ts";
import type { Limits } from "./limits.ts";
import type { RoomRules } from "./rules.ts";

/** What every verb is given first: the parts of this node that it works with. */
export type Context = {
  database: Database;
  access: Access;
  installation: Installation;
  emoji: CustomEmojis;
  rules: RoomRules;
  events: Events;
  limits: Limits;
  passwords: Passwords;
  tokens: Tokens;
  /** What push services know us by, and the origins of those that may be used; none: any public one. */
  push: { keys: VapidKeys; services: readonly string[] };
  mail: {
    /** Whether there is a way for it. Where there is none nothing is ordered, and pages say so. */
    on: boolean;
    /** Where links lead: an origin of our own, and never what a request says. */
    origin: string;
    write: WriteLetter;
    /** Signs the links by which people have no more of it. */
    key: Uint8Array;
    /** Something waits to be sent. */
    ordered: () => void;
  };
  /** Which of these people are connected, to any node. */
  online: (userIds: string[]) => Set<string>;
};
