/** The objects of the wire contract (docs/protocol.md), as zod schemas so that OpenAPI is made from the same words. */
import { z } from "zod";

export const id = z.uuid();
/** ISO 8601 UTC with milliseconds. */
export const time = z.iso.datetime({ precision: 3 });

export const userRole = z.enum(["owner", "admin", "member", "guest", "bot"]);
export const roomKind = z.enum(["open", "closed", "direct"]);
export const membershipRole = z.enum(["owner", "member"]);
/** What of a room is worth a notification: an invisible one is not even in the sidebar. */
export const involvement = z.enum(["invisible", "nothing", "mentions", "everything"]);
export const messageType = z.enum(["text", "image", "file", "voice", "system"]);

export const user = z.object({
  id,
  username: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().nullable(),
  role: userRole,
  createdAt: time,
});

export const me = user.extend({ email: z.string() });

export const room = z.object({
  id,
  kind: roomKind,
  name: z.string().nullable(),
  topic: z.string().nullable(),
  lastSequence: z.int().min(0),
  revision: z.int().min(0),
  createdAt: time,
});

export const membership = z.object({
  roomId: id,
  userId: id,
  role: membershipRole,
  lastReadSequence: z.int().min(0),
  lastDeliveredSequence: z.int().min(0),
  /** Additions to version 1, of which only the member knows. Null: what their preferences say for the room's kind. */
  involvement: involvement.nullable(),
  starredAt: time.nullable(),
  /** From above in its section of the list; null: below those that have one. */
  position: z.int().min(0).nullable(),
  joinedAt: time,
});

/** A message in its present state. A deleted one keeps its place; its content is "". */
export const message = z.object({
  id,
  roomId: id,
  roomKind,
  sequence: z.int().min(1),
  revision: z.int().min(1),
  senderId: id,
  senderUsername: z.string(),
  /** Additions to version 1, so that a message can be drawn without a second look-up. */
  senderDisplayName: z.string(),
  senderAvatarUrl: z.string().nullable(),
  content: z.string(),
  messageType,
  clientMessageId: z.string().nullable(),
  threadRootId: id.nullable(),
  createdAt: time,
  editedAt: time.nullable(),
  deletedAt: time.nullable(),
});

/** A room as its member sees it in the room list. `name` of a direct room is null; `members` names the others. */
export const roomListItem = room.extend({
  unreadCount: z.int().min(0),
  membership,
  lastMessage: message.nullable(),
});

export const member = user.extend({
  membershipRole,
  online: z.boolean(),
  lastSeenAt: time.nullable(),
});

/** Up to where a member has read a room, and been sent it. What is read was delivered. */
export const receipt = z.object({
  userId: id,
  displayName: z.string(),
  avatarUrl: z.string().nullable(),
  lastReadSequence: z.int().min(0),
  lastDeliveredSequence: z.int().min(0),
});

export const signedIn = z.object({
  user: me,
  accessToken: z.string(),
  /** Seconds until the access token expires. */
  expiresIn: z.int(),
  refreshToken: z.string(),
});

/** A message's text as the page shows it: an element that cannot act. */
export const preview = z.object({ html: z.string() });
/** A link by which people come in, without the token that is in it. */
export const invitation = z.object({
  id,
  createdBy: id,
  /** Whoever comes by it is a member of this room at once. */
  roomId: id.nullable(),
  createdAt: time,
  expiresAt: time,
  /** How many may come by it; null: any number. */
  maxUses: z.int().nullable(),
  uses: z.int(),
  revokedAt: time.nullable(),
});
/** As it is answered once, when it is made. */
export const madeInvitation = invitation.extend({ token: z.string(), url: z.string() });

export const messagePage = z.object({ messages: z.array(message), hasMore: z.boolean() });
export const changePage = z.object({ messages: z.array(message), revision: z.int(), reset: z.boolean() });

/** What somebody has begun to write in a room and not sent: theirs alone, on all their devices. */
export const draft = z.object({ roomId: id, content: z.string() });

export type Draft = z.infer<typeof draft>;
export type User = z.infer<typeof user>;
export type Me = z.infer<typeof me>;
export type Room = z.infer<typeof room>;
export type RoomKind = z.infer<typeof roomKind>;
export type Involvement = z.infer<typeof involvement>;
export type Membership = z.infer<typeof membership>;
export type Message = z.infer<typeof message>;
export type RoomListItem = z.infer<typeof roomListItem>;
export type Receipt = z.infer<typeof receipt>;
export type Member = z.infer<typeof member>;
export type SignedIn = z.infer<typeof signedIn>;
export type Preview = z.infer<typeof preview>;
export type Invitation = z.infer<typeof invitation>;
export type MadeInvitation = z.infer<typeof madeInvitation>;
export type MessagePage = z.infer<typeof messagePage>;
export type ChangePage = z.infer<typeof changePage>;
