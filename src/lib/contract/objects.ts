/** The objects of the wire contract (docs/protocol.md), as zod schemas so that OpenAPI is made from the same words. */
import { z } from "zod";
import { id, time } from "./basics.ts";
import { reaction } from "./reactions.ts";

export { id, time } from "./basics.ts";
export * from "./moderation.ts";
export * from "./reactions.ts";

export const userRole = z.enum(["owner", "admin", "member", "guest", "bot"]);
export const roomKind = z.enum(["open", "closed", "direct"]);
export const membershipRole = z.enum(["owner", "moderator", "member"]);
/** Who may write in a room: everyone who is in it, or its owners and moderators alone. */
export const posting = z.enum(["everyone", "moderators"]);
/** Who may make an account: anybody, or whoever was invited. */
export const registration = z.enum(["open", "invited"]);
/** What of a room is worth a notification: an invisible one is not even in the sidebar. */
export const involvement = z.enum(["invisible", "nothing", "mentions", "everything"]);
export const messageType = z.enum(["text", "image", "file", "voice", "system"]);

/** What somebody is up to. */
export const status = z.object({
  emoji: z.string().nullable(),
  text: z.string(),
  expiresAt: time.nullable(),
});

export const user = z.object({
  id,
  username: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().nullable(),
  role: userRole,
  createdAt: time,
  /** An addition to version 1: left out where they said nothing, or it no longer holds. */
  status: status.optional(),
  /** Likewise: left out unless they want not to be disturbed now. */
  doNotDisturbUntil: time.optional(),
});

/** What somebody says of themselves. */
const about = z.string().nullable();
export const me = user.extend({
  email: z.string(),
  /** An addition to version 1: whether they showed that mail to it reaches them. */
  emailVerified: z.boolean(),
  about,
});
/** Somebody as another person sees them. */
export const profile = user.extend({
  about,
  /** Where they chose one. */
  timeZone: z.string().nullable(),
  /** Whether the caller wants to hear nothing from them. */
  blocked: z.boolean(),
});

export const room = z.object({
  id,
  kind: roomKind,
  name: z.string().nullable(),
  topic: z.string().nullable(),
  lastSequence: z.int().min(0),
  revision: z.int().min(0),
  /** Additions to version 1, as `description` to `messageLifetime` of the table `rooms` say. */
  description: z.string().nullable(),
  archivedAt: time.nullable(),
  isDefault: z.boolean(),
  posting,
  slowMode: z.int().min(0),
  messageLifetime: z.int().min(1).nullable(),
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
  /** Until when the member wants to hear nothing of the room. */
  quietUntil: time.nullable(),
  joinedAt: time,
});

/** What a message's thread holds: `userIds` are those who wrote in it last, at most five. */
export const thread = z.object({ replyCount: z.int().min(1), lastReplyAt: time, userIds: z.array(id) });
/** A poll in its present state. Of an anonymous one `userIds` are left out. */
export const poll = z.object({
  question: z.string(),
  options: z.array(z.object({ text: z.string(), votes: z.int().min(0), userIds: z.array(id).optional() })),
  /** Whether one may choose several. */
  multiple: z.boolean(),
  anonymous: z.boolean(),
  closedAt: time.nullable(),
});

/** What the caller chose in a poll, by place from 0. */
export const ownVotes = z.object({ options: z.array(z.int().min(0)) });

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
  /** Additions to version 1, each left out where there is none. */
  alsoInRoom: z.literal(true).optional(),
  reactions: z.array(reaction).optional(),
  thread: thread.optional(),
  poll: poll.optional(),
  pinnedAt: time.optional(),
  pinnedBy: id.optional(),
  expiresAt: time.optional(),
  /** Of a deleted one: its sender, or a moderator. */
  deletedBy: id.optional(),
});

/** What a message was before it was edited. */
export const messageVersion = z.object({ content: z.string(), writtenAt: time, replacedAt: time });
/**
 * A thread that the caller follows. Unread are the replies of others after `lastReadSequence`, of which 100 are counted;
 * `lastReplyId` is where the next page of the list goes on.
 */
export const followedThread = z.object({
  root: message,
  lastReadSequence: z.int().min(0),
  unreadCount: z.int().min(0).max(100),
  lastReplyId: id,
});
/** The newest reply first. */
export const threadPage = z.object({ threads: z.array(followedThread), hasMore: z.boolean() });

/** What somebody put aside for themselves. */
export const savedMessage = z.object({ message, savedAt: time, doneAt: time.nullable() });
/** When somebody wants to be shown a message again; `toldAt`: when they were. */
export const reminder = z.object({ message, at: time, toldAt: time.nullable() });

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
  /** Additions to version 1. To whom alone it was mailed; null: it is for whoever has the link. */
  email: z.string().nullable(),
  role: z.enum(["member", "guest"]),
});
/** As it is answered once, when it is made. */
export const madeInvitation = invitation.extend({ token: z.string(), url: z.string() });

/** A message that names the caller. */
export const mention = z.object({ message, unread: z.boolean() });
export const mentionPage = z.object({ mentions: z.array(mention), hasMore: z.boolean() });
/** Who is named and is not in the room, and whether the caller may bring them in. */
export const absent = z.object({ absent: z.array(user), mayInvite: z.boolean() });

export const messagePage = z.object({ messages: z.array(message), hasMore: z.boolean() });
export const changePage = z.object({ messages: z.array(message), revision: z.int(), reset: z.boolean() });

/** What somebody has begun to write in a room and not sent: theirs alone, on all their devices. */
export const draft = z.object({ roomId: id, content: z.string() });

/** A message that is to be sent at some time: its author's alone. */
export const scheduled = z.object({
  id,
  roomId: id,
  threadRootId: id.nullable(),
  content: z.string(),
  sendAt: time,
  /** It is on its way at this moment, and cannot be changed. */
  sending: z.boolean(),
  /** Why it was not sent, as a code of the contract; null: it will be. */
  failure: z.string().nullable(),
  createdAt: time,
});

export type Draft = z.infer<typeof draft>;
export type User = z.infer<typeof user>;
export type Me = z.infer<typeof me>;
export type Profile = z.infer<typeof profile>;
export type Room = z.infer<typeof room>;
export type RoomKind = z.infer<typeof roomKind>;
export type Posting = z.infer<typeof posting>;
export type Registration = z.infer<typeof registration>;
export type Status = z.infer<typeof status>;
export type Scheduled = z.infer<typeof scheduled>;
export type Thread = z.infer<typeof thread>;
export type ThreadPage = z.infer<typeof threadPage>;
export type Poll = z.infer<typeof poll>;
export type Involvement = z.infer<typeof involvement>;
export type Membership = z.infer<typeof membership>;
export type Message = z.infer<typeof message>;
export type SavedMessage = z.infer<typeof savedMessage>;
export type Reminder = z.infer<typeof reminder>;
export type MessageVersion = z.infer<typeof messageVersion>;
export type RoomListItem = z.infer<typeof roomListItem>;
export type Receipt = z.infer<typeof receipt>;
export type Member = z.infer<typeof member>;
export type SignedIn = z.infer<typeof signedIn>;
export type Preview = z.infer<typeof preview>;
export type Invitation = z.infer<typeof invitation>;
export type MadeInvitation = z.infer<typeof madeInvitation>;
export type MentionPage = z.infer<typeof mentionPage>;
export type Absent = z.infer<typeof absent>;
export type MessagePage = z.infer<typeof messagePage>;
export type ChangePage = z.infer<typeof changePage>;
