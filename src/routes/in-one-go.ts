import type { Context } from "hono";
import type {
  ChangePage,
  Draft,
  Member,
  Message,
  MessagePage,
  MessageVersion,
  Receipt,
  Reminder,
  Room,
  Scheduled,
  SavedMessage,
} from "../lib/contract/objects.ts";

/** Characters: with as many bytes as they may take, and a head, they fit into Bun's buffer of 16 KiB. */
const FITS = 4096;

/**
 * A body as it is sent quickest. Where the handler waited for something, and the body is larger than Bun's buffer, Bun
 * writes the head in 80 pieces with a system call for each, which took a third of the time of a page (Bun 1.4.5,
 * oven-sh/bun#41341). Before a stream it writes the head in one piece, and of one that is complete the body too.
 */
export function inOneGo<Body extends string | Uint8Array<ArrayBuffer>>(body: Body): Body | ReadableStream {
  if (body.length <= FITS) return body;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(body);
      controller.close();
    },
  });
}

type List =
  | MessagePage
  | ChangePage
  | { members: Member[] }
  | { rooms: Room[] }
  | { drafts: Draft[] }
  | { versions: MessageVersion[] }
  | { scheduled: Scheduled[] }
  | { messages: Message[] }
  | { saved: SavedMessage[]; hasMore: boolean }
  | { reminders: Reminder[] }
  | { receipts: Receipt[] };

/** For JSON that is long in places, such as a page of history; otherwise as `c.json`. */
export function listAsJson(c: Context, list: List): Response {
  return c.body(inOneGo(JSON.stringify(list)), 200, { "Content-Type": "application/json" });
}
