import type { User } from "../../src/lib/contract/objects.ts";
import type { Key } from "../../words/index.ts";

/** What people are in the place. */
export const roles: Record<User["role"], Key> = {
  owner: "people.role.owner",
  admin: "people.role.admin",
  member: "people.role.member",
  guest: "people.role.guest",
  bot: "people.role.bot",
};
