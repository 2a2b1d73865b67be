import type { memberships, rooms } from "../../../db/schema/index.ts";
import type { Membership, Room } from "../../lib/contract/objects.ts";
import { toTime, toTimeOrNull } from "../../lib/time.ts";

export const toRoom = ({
  id,
  kind,
  name,
  topic,
  lastSequence,
  revision,
  createdAt,
}: typeof rooms.$inferSelect): Room => ({
  id,
  kind,
  name,
  topic,
  lastSequence,
  revision,
  createdAt: toTime(createdAt),
});

export const toMembership = ({
  joinedAt,
  starredAt,
  ...membership
}: typeof memberships.$inferSelect): Membership => ({
  ...membership,
  starredAt: toTimeOrNull(starredAt),
  joinedAt: toTime(joinedAt),
});
