import type { memberships, rooms } from "../../../db/schema/index.ts";
import type { Membership, Room } from "../../lib/contract/objects.ts";
import { toTime, toTimeOrNull } from "../../lib/time.ts";

/** What a room's owners say of it. */
export type Settings = Pick<
  Room,
  "description" | "archivedAt" | "isDefault" | "posting" | "slowMode" | "messageLifetime"
>;

/** The same of the row `r`, as one cell. */
export const SETTINGS_CELLS =
  "json_array(r.description, r.archived_at, r.is_default, r.posting, r.slow_mode, r.message_lifetime)";
export type SettingsCells = [
  description: string | null,
  archivedAt: number | null,
  isDefault: number,
  posting: Room["posting"],
  slowMode: number,
  messageLifetime: number | null,
];

export const toSettings = ([
  description,
  archivedAt,
  isDefault,
  posting,
  ...rest
]: SettingsCells): Settings => ({
  description,
  archivedAt: toTimeOrNull(archivedAt),
  isDefault: isDefault === 1,
  posting,
  slowMode: rest[0],
  messageLifetime: rest[1],
});

export const toRoom = ({
  id,
  kind,
  name,
  topic,
  lastSequence,
  revision,
  description,
  archivedAt,
  isDefault,
  posting,
  slowMode,
  messageLifetime,
  createdAt,
}: typeof rooms.$inferSelect): Room => ({
  id,
  kind,
  name,
  topic,
  lastSequence,
  revision,
  description,
  archivedAt: toTimeOrNull(archivedAt),
  isDefault,
  posting,
  slowMode,
  messageLifetime,
  createdAt: toTime(createdAt),
});

export const toMembership = ({
  joinedAt,
  starredAt,
  quietUntil,
  silencedUntil: _,
  ...membership
}: typeof memberships.$inferSelect): Membership => ({
  ...membership,
  starredAt: toTimeOrNull(starredAt),
  quietUntil: toTimeOrNull(quietUntil),
  joinedAt: toTime(joinedAt),
});
