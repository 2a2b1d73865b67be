/** Replies that are looked at in all of somebody's threads together. */
const MAX_TOTAL = 1000;

/** The unread replies of all threads that a person follows, in rooms that they are in: each by its room and sequence, as SQL. */
export const unreadRepliesOf = (userId: string): string => `
  SELECT f.room_id, reply.sequence FROM thread_follows f
  CROSS JOIN memberships p ON p.room_id = f.room_id AND p.user_id = f.user_id
  CROSS JOIN messages reply ON reply.thread_root_id = f.root_id AND reply.sequence > f.last_read_sequence
    AND reply.deleted_at IS NULL AND reply.sender_id <> f.user_id
  WHERE f.user_id = ${userId} AND f.following LIMIT ${MAX_TOTAL}`;
