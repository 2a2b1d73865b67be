import { renderMessage } from "../../views/messages/message.tsx";
import type { HtmlMessageEvent, MessageEvent } from "../lib/contract/frames.ts";
import type { Told } from "../realtime/sequencer.ts";
import type { Message } from "../lib/contract/objects.ts";
import type { Format } from "./topics.ts";

const json = new WeakMap<Message, string>();

/** A message as JSON: its acknowledgement, its room and the other nodes are told the same text. */
export function messageJson(message: Message): string {
  const text = json.get(message) ?? JSON.stringify(message);
  json.set(message, text);
  return text;
}

/** A `message_ack` frame. */
export const encodeAck = (clientMessageId: string, message: Message): string =>
  `{"type":"message_ack","clientMessageId":${JSON.stringify(clientMessageId)},"message":${messageJson(message)}}`;

/** Markup is dear, and many who come back are sent the same message. */
const rendered = new WeakMap<Message, string>();

function render(message: Message): string {
  const html = rendered.get(message) ?? renderMessage(message);
  rendered.set(message, html);
  return html;
}

/** A change as a frame; the same text for every listener of a format. */
export function encode({ after, isNew, value: message }: Told<Message>, format: Format): string {
  const type: MessageEvent["type"] = isNew ? "new_message" : "message_updated";
  if (format === "json") return `{"type":"${type}","message":${messageJson(message)},"after":${after}}`;
  const { id: messageId, roomId, senderId, clientMessageId, sequence, revision, threadRootId } = message;
  const html = render(message);
  const frame: HtmlMessageEvent = {
    type,
    roomId,
    messageId,
    senderId,
    clientMessageId,
    sequence,
    revision,
    after,
    ...(threadRootId && { threadRootId, alsoInRoom: message.alsoInRoom === true }),
    html,
  };
  if (message.messageType === "system") frame.messageType = "system";
  return JSON.stringify(frame);
}
