/** What callers may say, over HTTP, in a form or in a frame. Every limit stands here once (docs/protocol.md, Limits). */
import { z } from "zod";
import { customNameOf, standardEmoji } from "../emoji.ts";
import { id, involvement, time } from "./objects.ts";

/** Counts Unicode code points, as the contract does; `.length` would count UTF-16 units. */
function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/**
 * Between `min` and `max` code points after trimming. Lone surrogates cannot be stored as UTF-8, and SQLite's text ends
 * for some of its readers at U+0000, so both are refused.
 */
export const text = (min: number, max: number) =>
  z
    .string()
    .max(max * 4, `at most ${max} characters`)
    .trim()
    .refine((value) => value.isWellFormed() && !value.includes("\0"), "must be valid Unicode without U+0000")
    .refine((value) => value.length <= max || codePoints(value) <= max, `at most ${max} characters`)
    .refine((value) => value.length >= min, min === 1 ? "must not be empty" : `at least ${min} characters`);

/** Code points of a message at most. */
export const MAX_CONTENT = 5000;
/** Bytes of a file at most. */
export const MAX_UPLOAD_BYTES = 4 * 1024 * 1024;
export const content = text(1, MAX_CONTENT);
/** 1 to 64 printable ASCII characters, chosen by the sender; the same one again is the same message. */
export const clientMessageId = z.string().regex(/^[\x20-\x7e]{1,64}$/, "1 to 64 printable ASCII characters");
export const username = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9_]{3,50}$/, "3 to 50 of a-z, 0-9 and _");
export const password = z.string().min(8, "at least 8 characters").max(256, "at most 256 characters");
export const email = z.string().trim().toLowerCase().pipe(z.email().max(254));
export const displayName = text(1, 80);
export const roomName = text(1, 100);
export const topic = text(0, 250).nullable();
export const sequence = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
export const revision = sequence;

export const register = z.strictObject({ email, username, password, displayName: displayName.optional() });
/** What a place is called by those who live in it. */
export const placeName = text(1, 60);
/** A first run: the place, its owner's account, and what its first room is called. */
export const found = register.extend({ name: placeName, roomName });
export const login = z.strictObject({
  email: z.string().trim().toLowerCase().min(1).max(254),
  password: z.string().min(1).max(256),
});
export const refresh = z.strictObject({ refreshToken: z.string().min(1).max(256).optional() });
/** Code points that somebody says of themselves at most. */
export const MAX_ABOUT = 500;
export const updateMe = z
  .strictObject({
    displayName,
    about: text(0, MAX_ABOUT)
      .transform((about) => about || null)
      .nullable(),
  })
  .partial();
/** Code points of a status at most. */
export const MAX_STATUS = 100;
/** In any of its forms, as data sets and keyboards have them. */
const statusEmoji = z.string().max(64).transform(standardEmoji).pipe(z.string("must be one emoji"));
const future = time.refine((at) => Date.parse(at) > Date.now(), "must lie in the future");
/** Left out, or null: without it, and until it is taken back. */
export const setStatus = z
  .strictObject({
    emoji: statusEmoji.nullable().default(null),
    text: text(0, MAX_STATUS).default(""),
    expiresAt: future.nullable().default(null),
  })
  .refine(({ emoji: sign, text: words }) => sign !== null || words !== "", {
    path: ["text"],
    message: "a status has an emoji, or words",
  });
export const changePassword = z.strictObject({ currentPassword: z.string().min(1).max(256), password });
/** What is in a link that stands for somebody: 256 bits, base64url. */
export const secret = z.string().regex(/^[\w-]{43}$/, "must be the 43 characters of a link");
export const useLink = z.strictObject({ token: secret });
export const createRoom = z.strictObject({
  name: roomName,
  kind: z.enum(["open", "closed"]).default("open"),
  topic: topic.optional(),
});
/**
 * What one makes of a room for oneself. `involvement` null: what the preferences say for its kind. `quietUntil`: nothing of
 * it is heard until then; null, or a time that has passed: it is heard.
 */
export const updateMembership = z
  .strictObject({ starred: z.boolean(), involvement: involvement.nullable(), quietUntil: time.nullable() })
  .partial();
/** Rooms of one section of the sidebar, from above. */
export const orderRooms = z.strictObject({ roomIds: z.array(id).min(1).max(1000) });
export const invite = z.strictObject({ userId: id });
/** As what somebody comes: a guest needs a room to come into. */
const invitedRole = z.enum(["member", "guest"]);
export const invitationDays = [1, 7, 30] as const;
export const makeInvitation = z.strictObject({
  expiresInDays: z.literal(invitationDays).default(7),
  /** Null: any number. */
  maxUses: z.int().min(1).max(1000).nullable().default(null),
  roomId: id.nullable().default(null),
  role: invitedRole.default("member"),
});
/** The same for some people by name: each is mailed a link of their own. */
export const mailInvitations = z.strictObject({
  emails: z.array(email).min(1).max(50),
  expiresInDays: z.literal(invitationDays).default(7),
  roomId: id.nullable().default(null),
  role: invitedRole.default("member"),
});
export const sendMessage = z.strictObject({
  content,
  clientMessageId: clientMessageId.optional(),
  threadRootId: id.optional(),
  /** Of a reply: whether it stands in the room too. */
  alsoInRoom: z.boolean().optional(),
});
export const scheduleMessage = z.strictObject({ content, sendAt: time, threadRootId: id.optional() });
export const changeScheduled = z.strictObject({ content, sendAt: time }).partial();
/** Answers of a poll at least and at most. */
export const POLL_OPTIONS = { least: 2, most: 10 };
const distinct = (texts: string[]): boolean => new Set(texts).size === texts.length;
/** `multiple`: one may choose several answers. `anonymous`: nobody is ever told who chose what. */
export const makePoll = z.strictObject({
  question: text(1, 300),
  options: z
    .array(text(1, 100))
    .min(POLL_OPTIONS.least)
    .max(POLL_OPTIONS.most)
    .refine(distinct, "each answer once"),
  multiple: z.boolean().default(false),
  anonymous: z.boolean().default(false),
  clientMessageId: clientMessageId.optional(),
});
/** All that the caller chooses, by place from 0: none takes their votes back. */
export const votePoll = z.strictObject({
  options: z
    .array(
      z
        .int()
        .min(0)
        .max(POLL_OPTIONS.most - 1),
    )
    .max(POLL_OPTIONS.most),
});
/** An emoji of Unicode, in any of its forms, or `:name:` of a custom one. */
export const emoji = z
  .string()
  .max(64)
  .transform((given) => standardEmoji(given) ?? (customNameOf(given) === undefined ? undefined : given))
  .pipe(z.string("must be one emoji, or :name: of a custom one"));
/** Bytes of a custom emoji's picture at most. */
export const MAX_EMOJI_BYTES = 256 * 1024;
/** Of a custom emoji, without the colons. */
export const emojiName = z
  .string()
  .trim()
  .toLowerCase()
  .transform((name) => name.replace(/^:(.*):$/, "$1"))
  .pipe(z.string().regex(/^[a-z0-9_+-]{2,40}$/, "2 to 40 of a-z, 0-9, _, + and -"));
export const addEmoji = z.strictObject({ name: emojiName });
export const aliasForm = z.object({ alias: emojiName });
/** Nothing at all is no draft. `connectionId`, as `authenticated` named it: that connection is not told of it. */
export const keepDraft = z.strictObject({
  content: text(0, MAX_CONTENT),
  connectionId: z.string().max(64).optional(),
});
/** The body is the file itself, and its type is the body's. */
export const uploadQuery = z.object({ name: z.string().trim().min(1).max(255) });
/** What has been written so far: nothing, too. */
export const previewMessage = z.strictObject({ content: text(0, MAX_CONTENT) });
export const editMessage = z.strictObject({ content });
export const sendDirectMessage = z.strictObject({ content, clientMessageId: clientMessageId.optional() });
/** Others in a direct room at most: a larger circle is a closed room. */
export const MAX_OTHERS = 9;
/** The others; the caller is always in. */
export const openDirectRoom = z.strictObject({ userIds: z.array(id).min(1).max(MAX_OTHERS) });

/** As the browser's `PushSubscription` says it (RFC 8030, RFC 8291): an uncompressed point, and 16 bytes. */
export const pushSubscription = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(2048),
  /** Seconds; browsers send it, and nobody uses it. */
  expirationTime: z.number().nullable().optional(),
  keys: z.strictObject({
    p256dh: z.string().regex(/^B[\w-]{86}=?$/, "must be a P-256 key"),
    auth: z.string().regex(/^[\w-]{22}(==)?$/, "must be 16 bytes"),
  }),
});
export const pushEndpoint = z.strictObject({ endpoint: z.string().min(1).max(2048) });

/** Why a message is reported, why somebody is warned: in a few sentences. */
const reason = text(1, 1000);
export const reportMessage = z.strictObject({ reason });
export const resolveReport = z.strictObject({ outcome: z.enum(["dismissed", "acted"]) });
export const warn = z.strictObject({ reason });
/** `until`: null for no longer. */
export const silence = z.strictObject({ until: time.nullable(), reason: text(0, 1000).optional() });
export const ban = z.strictObject({ reason: text(0, 1000).optional(), wipe: z.boolean().optional() });

const cursor = z.coerce.number().pipe(sequence);
export const historyQuery = z.object({
  before: cursor.optional(),
  after: cursor.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(100)).default(50),
  /** `room`: without the replies that stand in their thread alone. */
  scope: z.enum(["room"]).optional(),
  /** The replies of this message alone. */
  threadRootId: id.optional(),
});
/** Of a list that is newest first: the id of the last one that is known. */
export const mentionsQuery = z.object({
  before: id.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(100)).default(30),
});
/** `before`: the `lastReplyId` of the last thread that is known already. */
export const threadsQuery = z.object({
  before: id.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(50)).default(20),
  unread: z.stringbool().default(false),
});
export const readThread = z.strictObject({ sequence });
export const changesQuery = z.object({ after: cursor });
export const reportsQuery = z.object({
  state: z.enum(["open", "resolved"]).default("open"),
  roomId: id.optional(),
  before: id.optional(),
});
export const auditQuery = z.object({
  before: cursor.optional(),
  action: z.string().max(40).optional(),
  actorId: id.optional(),
  subjectId: id.optional(),
});
export const searchQuery = z.object({ query: z.string().trim().min(1).max(100) });
/** Pages of a list, from 1; beyond this one searches. */
export const page = z.coerce.number().pipe(z.int().min(1).max(1000)).catch(1);
const filter = z.string().trim().max(100).catch("");
export const browseRooms = z.object({
  query: filter,
  sort: z.enum(["name", "members", "newest"]).catch("name"),
  /** The rooms that nobody writes in any more, in place of the others. */
  archived: z.stringbool().catch(false),
  page,
});
export const listPeople = z.object({ query: filter, page });
/** As they are written into a form: separated by commas or spaces, with or without @. */
const usernames = z
  .string()
  .max(3000)
  .transform((names) =>
    [...new Set(names.split(/[\s,;]+/).map((name) => name.replace(/^@/, "")))].filter(Boolean),
  )
  .pipe(z.array(username).max(50));
export const newMembers = z.object({ members: usernames });
/** Usernames, as `mentions` of a room are asked for. */
export const namesQuery = z.object({ names: usernames });
export const roomsQuery = z.object({ scope: z.enum(["mine", "open"]).default("mine") });

export type Register = z.output<typeof register>;
export type Found = z.output<typeof found>;
export type Login = z.output<typeof login>;
export type UpdateMe = z.output<typeof updateMe>;
export type SetStatus = z.output<typeof setStatus>;
export type MentionsQuery = z.output<typeof mentionsQuery>;
export type MailInvitations = z.output<typeof mailInvitations>;
export type MakeInvitation = z.output<typeof makeInvitation>;
export type ChangePassword = z.output<typeof changePassword>;
export type BrowseRooms = z.output<typeof browseRooms>;
export type ListPeople = z.output<typeof listPeople>;
export type CreateRoom = z.output<typeof createRoom>;
export type ScheduleMessage = z.output<typeof scheduleMessage>;
export type ChangeScheduled = z.output<typeof changeScheduled>;
export type MakePoll = z.output<typeof makePoll>;
export type UpdateMembership = z.output<typeof updateMembership>;
export type OrderRooms = z.output<typeof orderRooms>;
export type PushSubscription = z.output<typeof pushSubscription>;
export type ReportsQuery = z.output<typeof reportsQuery>;
export type ResolveReport = z.output<typeof resolveReport>;
export type AuditQuery = z.output<typeof auditQuery>;
export type Silence = z.output<typeof silence>;
export type Ban = z.output<typeof ban>;
export type ThreadsQuery = z.output<typeof threadsQuery>;
export type HistoryQuery = z.output<typeof historyQuery>;
