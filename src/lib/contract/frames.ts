/** The frames of `GET /ws` (docs/protocol.md, Socket): one JSON object each, told apart by `type`. */
import { z } from "zod";
import * as inputs from "./inputs.ts";
import { id, type Membership, type Message, type Room, type User } from "./objects.ts";

export const clientFrame = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("authenticate"), token: z.string().min(1).max(4096) }),
  z.strictObject({
    type: z.literal("send_message"),
    roomId: id,
    content: inputs.content,
    clientMessageId: inputs.clientMessageId,
    threadRootId: id.optional(),
    alsoInRoom: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal("send_dm"),
    recipientId: id,
    content: inputs.content,
    clientMessageId: inputs.clientMessageId,
  }),
  z.strictObject({ type: z.literal("typing_start"), roomId: id }),
  z.strictObject({ type: z.literal("typing_stop"), roomId: id }),
  z.strictObject({ type: z.literal("join_room"), roomId: id }),
  z.strictObject({ type: z.literal("leave_room"), roomId: id }),
  z.strictObject({ type: z.literal("mark_delivered"), roomId: id, sequence: inputs.sequence }),
  z.strictObject({ type: z.literal("mark_read"), roomId: id, sequence: inputs.sequence }),
  z.strictObject({ type: z.literal("resume"), rooms: z.record(id, inputs.revision) }),
  z.strictObject({ type: z.literal("ping") }),
]);

export type ClientFrame = z.infer<typeof clientFrame>;

/** A change of a room's history. A client that holds R takes it when `after` <= R < revision. */
export type MessageEvent = { type: "new_message" | "message_updated"; message: Message; after: number };

/**
 * The same change for a listener that asked for `/ws?format=html` (an addition to version 1): the message as the page
 * shows it, in place of its data. `sequence` says where it stands, `revision` and `after` order it as above.
 */
export type HtmlMessageEvent = {
  type: MessageEvent["type"];
  roomId: string;
  messageId: string;
  senderId: string;
  clientMessageId: string | null;
  sequence: number;
  revision: number;
  after: number;
  /** Of a reply alone. */
  threadRootId?: string;
  alsoInRoom?: boolean;
  html: string;
  /** Of what happened to the room itself. */
  messageType?: "system";
};

/** Lists that are a person's own: additions to version 1. */
export type OwnThing = "blocks" | "mentions" | "reminders" | "saved" | "scheduled" | "threads";

export type ServerFrame =
  /** `emoji`: the version of the custom emoji, as of `emoji_changed`; missing where an older node says it, or it cannot be found out now. */
  | {
      type: "authenticated";
      userId: string;
      username: string;
      connectionId: string;
      emoji?: string | null;
    }
  | { type: "auth_error"; code: string; message: string }
  | { type: "message_ack"; clientMessageId: string; message: Message }
  | MessageEvent
  | HtmlMessageEvent
  | {
      type: "user_typing" | "user_stopped_typing";
      roomId: string;
      userId: string;
      username: string;
      displayName?: string;
    }
  | { type: "user_joined"; roomId: string; user: User }
  | { type: "user_left"; roomId: string; userId: string }
  /** What a member may do in the room changed: an addition to version 1. */
  | { type: "role_changed"; roomId: string; userId: string; role: Membership["role"] }
  /** The caller put their rooms otherwise, maybe on another device: the room list says how. */
  | { type: "rooms_arranged" }
  /** To the person's own connections: a list of theirs changed, and can be asked for anew. */
  | { type: "own_changed"; thing: OwnThing }
  /** A room's name or settings changed: an addition to version 1. */
  | { type: "room_updated"; room: Room }
  /** The custom emoji are others now. `version` names this state of them; null: there are none. An addition to version 1. */
  | { type: "emoji_changed"; version: string | null }
  /** Somebody who shares a room with the caller, or the caller, is called otherwise or has another picture. */
  | { type: "user_updated"; user: User }
  | { type: "user_online"; userId: string }
  | { type: "user_offline"; userId: string; lastSeenAt: string }
  | { type: "online_users"; userIds: string[] }
  | { type: "message_delivered" | "message_read"; roomId: string; userId: string; sequence: number }
  /** To the person's own connections, also a lower number than before: up to where they have read. An addition to version 1. */
  | { type: "marked_unread"; roomId: string; sequence: number }
  /** To the person's own connections: an addition to version 1. */
  | { type: "draft_changed"; roomId: string; content: string }
  | { type: "resumed"; rooms: Record<string, number> }
  | { type: "resync"; roomId: string }
  | { type: "pong" }
  | {
      type: "error";
      code: string;
      message: string;
      clientMessageId?: string;
      retryAfter?: number;
      roomId?: string;
    };

/** Why the server ends a connection. Only 1001, 1006, 1011, 1012 and 1013 ask the client to come back. */
export const closeCode = {
  tooLarge: 1009,
  restarting: 1012,
  overloaded: 1013,
  brokenProtocol: 4400,
  unauthenticated: 4401,
  forbidden: 4403,
  authenticateTimeout: 4408,
  flooding: 4429,
} as const;
