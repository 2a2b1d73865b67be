/** What the suites of threads and of following them share. */
import type { Message, ThreadPage } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { status } from "../system.ts";

export const reply = (person: Person, root: Message, content: string, fields: object = {}) =>
  person.call<Message>("POST", `/api/rooms/${root.roomId}/messages`, {
    ...{ content, threadRootId: root.id },
    ...fields,
  });
export const threadsOf = (person: Person, query = "") =>
  person.call<ThreadPage>("GET", `/api/threads${query}`);
export const unreadOf = async (person: Person) =>
  (await threadsOf(person)).threads.map(({ root, unreadCount }) => [root.id, unreadCount] as const);
export const present = async (person: Person, { roomId, sequence }: Message) =>
  (await person.history(roomId, `?after=${sequence - 1}&limit=1`)).messages[0];
export const read = (person: Person, root: Message, sequence: number) =>
  person.call("POST", `/api/messages/${root.id}/thread/read`, { sequence });
export const setFollow = (person: Person, root: Pick<Message, "id">, method: "PUT" | "DELETE") =>
  status(person, method, `/api/messages/${root.id}/follow`);

export const untilCounted = (person: Person, root: Message, replyCount: number) =>
  waitFor(async () => ((await present(person, root))?.thread?.replyCount ?? 0) === replyCount, {
    message: () => `${replyCount} replies to be counted`,
  });
export const untilUnread = (person: Person, root: Message, count: number) =>
  waitFor(
    async () => (await unreadOf(person)).some(([id, unreadCount]) => id === root.id && unreadCount === count),
    { message: `${count} unread replies` },
  );
