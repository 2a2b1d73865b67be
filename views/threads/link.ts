import type { Message } from "../../src/lib/contract/objects.ts";
import { hue } from "../people/identity.ts";

/** How a reader says it. */
type Words = {
  /** `14:05`, or the day where that is not the day of `since`. */
  moment: (at: number, since: number) => string;
  replies: (count: number) => string;
  inThread: string;
};

/** Pictures by person and not by content: the message does not change when somebody's picture or name does. */
const face = (userId: string): string =>
  `<span class="avatar" data-hue="${hue(userId)}"><img src="/people/${userId}/face" alt="" loading="lazy" width="20" height="20"/></span>`;

/**
 * Under a message the way into its thread, where it has one, or into the one that it is a reply of. Like all of a
 * message the same for every reader, but for the words (static/room/arrange.ts).
 */
export function threadLink({ id, roomId, threadRootId, createdAt, thread }: Message, words: Words): string {
  const path = `/rooms/${roomId}/threads`;
  if (!thread)
    return `<a class="thread-link" href="${path}/${threadRootId}#reply-${id}"><span class="thread-count">${words.inThread}</span></a>`;
  const { replyCount, lastReplyAt, userIds } = thread;
  const moment = words.moment(Date.parse(lastReplyAt), Date.parse(createdAt));
  return `<a class="thread-link" href="${path}/${id}"><span class="thread-faces" aria-hidden="true">${userIds.map(face).join("")}</span><span class="thread-count" data-replies="${replyCount}">${words.replies(replyCount)}</span> <time class="thread-time" datetime="${lastReplyAt}">${moment}</time></a>`;
}
