/** Replies that are looked at in all of somebody's threads together. */
const MAX_TOTAL = 1000;

/** The unread replies of all threads that a person follows, in rooms that they are in: each by its room and sequence, as SQL. */
export const unreadRepliesOf = (userId: string): string => `
  SELECT f.room_id, reply.sequence FROM thread_follows f
  CROSS JOIN memberships p ON p.room_id = f.room_id AND p.user_id = f.user_id
  CROSS JOIN messages reply ON reply.thread_root_id = f.root_id AND reply.sequence > f.last_read_sequence
    AND reply.deleted_at IS NULL AND reply.sender_id <> f.user_id
  WHERE f.user_id = ${userId} AND f.following LIMIT ${MAX_TOTAL}`;

/**
 * Whether a `mention` stands in nothing but a thread that its person follows, as SQL: the thread counts it, not its room,
 * and it is read there.
 */
export const countedByThread = (mention: string): string => `EXISTS (
  SELECT 1 FROM messages reply
  JOIN thread_follows f ON f.root_id = reply.thread_root_id AND f.user_id = ${mention}.user_id AND f.following
  WHERE reply.room_id = ${mention}.room_id AND reply.sequence = ${mention}.sequence
    AND reply.thread_root_id IS NOT NULL AND reply.also_in_room = 0)`;

/** Up to where the member `p` has read what its message `m` stands in, as SQL: such a thread, else the room. */
export const READ_IN_PLACE = `coalesce((
    SELECT f.last_read_sequence FROM thread_follows f
    WHERE f.user_id = p.user_id AND f.root_id = m.thread_root_id AND f.following AND NOT m.also_in_room),
  p.last_read_sequence)`;
