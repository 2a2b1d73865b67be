import { renderMessage } from "../../views/messages/message.tsx";
import type { HtmlMessageEvent, MessageEvent } from "../lib/contract/frames.ts";
import type { Change } from "../realtime/sequencer.ts";
import type { Message } from "../lib/contract/objects.ts";
import type { Format } from "./topics.ts";

export type MessageChange = { type: MessageEvent["type"]; message: Message };

/** A change as a frame; the same text for every listener of a format. */
export function encode({ after, value: { type, message } }: Change<MessageChange>, format: Format): string {
  if (format === "json") return JSON.stringify({ type, message, after } satisfies MessageEvent);
  const { id: messageId, roomId, senderId, clientMessageId, sequence, revision } = message;
  const html = renderMessage(message);
  return JSON.stringify({ type, roomId, messageId, senderId, clientMessageId, sequence, revision, after, html } satisfies HtmlMessageEvent);
}
