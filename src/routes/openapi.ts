import { z } from "zod";
import * as inputs from "../lib/contract/inputs.ts";
import * as objects from "../lib/contract/objects.ts";
import { messageOperations } from "./openapi-messages.ts";
import { accountOperations } from "./openapi-accounts.ts";
import { entranceOperations } from "./openapi-entrance.ts";
import { searchMessages, searchPage } from "../lib/contract/search.ts";
import { laterOperations } from "./openapi-later.ts";
import { moderationOperations } from "./openapi-moderation.ts";
import { reactionsOperations } from "./openapi-reactions.ts";
import { threadsOperations } from "./openapi-threads.ts";
import { roomOperations } from "./openapi-rooms.ts";

type Operation = {
  summary: string;
  body?: z.ZodType;
  query?: z.ZodType;
  /** Status → schema of the answer; null for an empty one. */
  answers: Record<number, z.ZodType | null>;
  open?: boolean;
};

const rooms = z.object({ rooms: z.array(objects.roomListItem) });
const members = z.object({ members: z.array(objects.member) });
const drafts = z.object({ drafts: z.array(objects.draft) });
const invitations = z.object({ invitations: z.array(objects.invitation) });
const receipts = z.object({ receipts: z.array(objects.receipt) });

const pushKey = z.object({ publicKey: z.string() });
const pushSubscription = z.object({ endpoint: z.string() });

/** Every operation of the HTTP contract, by method and path; a test holds it against the routes that exist. */
export const operations: Record<string, Operation> = {
  ...accountOperations,
  ...entranceOperations,
  ...laterOperations,
  ...moderationOperations,
  ...reactionsOperations,
  ...threadsOperations,
  "get /api/rooms": {
    summary: "The caller's rooms, or the open ones",
    query: inputs.roomsQuery,
    answers: { 200: rooms },
  },
  "post /api/rooms": { summary: "Make a room", body: inputs.createRoom, answers: { 201: objects.room } },
  ...roomOperations,
  "put /api/rooms/order": {
    summary: "Put rooms of a section one below the other",
    body: inputs.orderRooms,
    answers: { 204: null },
  },
  "post /api/rooms/read": { summary: "Read everything in all of the caller's rooms", answers: { 204: null } },
  "get /api/rooms/:roomId": { summary: "A room", answers: { 200: objects.room } },
  "post /api/rooms/:roomId/join": { summary: "Join an open room", answers: { 200: objects.membership } },
  "delete /api/rooms/:roomId/leave": { summary: "Leave a room", answers: { 204: null } },
  "patch /api/rooms/:roomId/membership": {
    summary: "Star a room, say what of it is worth a notification, or have quiet from it for a while",
    body: inputs.updateMembership,
    answers: { 200: objects.membership },
  },
  "get /api/rooms/:roomId/members": { summary: "Who is in a room", answers: { 200: members } },
  "post /api/rooms/:roomId/members": {
    summary: "Bring somebody in",
    body: inputs.invite,
    answers: { 201: objects.membership },
  },
  "delete /api/rooms/:roomId/members/:userId": { summary: "Take somebody out", answers: { 204: null } },
  "get /api/rooms/:roomId/receipts": {
    summary: "Who has read up to where, in a room of up to fifty",
    answers: { 200: receipts },
  },
  "get /api/rooms/:roomId/messages": {
    summary: "History by cursor",
    query: inputs.historyQuery,
    answers: { 200: objects.messagePage },
  },
  "post /api/rooms/:roomId/messages": {
    summary: "Send a message",
    body: inputs.sendMessage,
    answers: { 201: objects.message, 200: objects.message },
  },
  "put /api/rooms/:roomId/draft": {
    summary: "Keep what the caller has begun to write; nothing is no draft",
    body: inputs.keepDraft,
    answers: { 204: null },
  },
  "post /api/preview": {
    summary: "Show what a message would look like",
    body: inputs.previewMessage,
    answers: { 200: objects.preview },
  },
  "get /api/drafts": { summary: "The caller's drafts", answers: { 200: drafts } },
  "post /api/uploads": {
    summary: "Keep a file; not served yet",
    query: inputs.uploadQuery,
    answers: {},
  },
  "get /api/rooms/:roomId/changes": {
    summary: "What was missed after a revision",
    query: inputs.changesQuery,
    answers: { 200: objects.changePage },
  },
  ...messageOperations,
  "put /api/users/:userId/ban": {
    summary: "Keep somebody out, and delete what they wrote where that is asked for",
    body: inputs.ban,
    answers: { 204: null },
  },
  "delete /api/users/:userId/ban": { summary: "Let somebody come in again", answers: { 204: null } },
  "get /api/invitations": {
    summary: "The links by which people can come in; for the owner and admins",
    answers: { 200: invitations },
  },
  "post /api/invitations": {
    summary: "Make a link; its token is in this answer only",
    body: inputs.makeInvitation,
    answers: { 201: objects.madeInvitation },
  },
  "post /api/invitations/mail": {
    summary: "Mail each of these people a link of their own",
    body: inputs.mailInvitations,
    answers: { 201: invitations },
  },
  "delete /api/invitations/:invitationId": { summary: "Revoke a link", answers: { 204: null } },
  "post /api/direct-messages": {
    summary: "Open the direct room of these people",
    body: inputs.openDirectRoom,
    answers: { 200: objects.room, 201: objects.room },
  },
  "get /api/direct-messages/:userId": {
    summary: "History with one person",
    query: inputs.historyQuery,
    answers: { 200: objects.messagePage },
  },
  "post /api/direct-messages/:userId": {
    summary: "Send a direct message",
    body: inputs.sendDirectMessage,
    answers: { 201: objects.message, 200: objects.message },
  },
  "get /api/search": {
    summary: "Messages that the caller may read and that hold what they look for, a page at a time",
    query: searchMessages,
    answers: { 200: searchPage },
  },
  "get /api/push/key": { summary: "What to subscribe to notifications with", answers: { 200: pushKey } },
  "post /api/push/subscriptions": {
    summary: "Have this device told by Web Push",
    body: inputs.pushSubscription,
    answers: { 201: pushSubscription },
  },
  "delete /api/push/subscriptions": {
    summary: "No longer",
    body: inputs.pushEndpoint,
    answers: { 204: null },
  },
};

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

const schema = (type: z.ZodType, io: "input" | "output") => {
  const { $schema: _, ...json } = z.toJSONSchema(type, { io, unrepresentable: "any" });
  return json;
};

const content = (type: z.ZodType, io: "input" | "output", mediaType = "application/json") => ({
  content: { [mediaType]: { schema: schema(type, io) } },
});

/** What in a path is no id. */
const named = new Set(["emoji", "name"]);

function describe(path: string, { summary, body, query, answers, open }: Operation) {
  const pathParameters = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: named.has(name ?? "") ? { type: "string" } : { type: "string", format: "uuid" },
  }));
  const { properties = {}, required = [] } = (query ? schema(query, "input") : {}) as {
    properties?: object;
    required?: string[];
  };
  const queryParameters = Object.entries(properties).map(([name, type]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema: type as object,
  }));
  const responses = Object.entries(answers).map(([status, type]) => [
    status,
    { description: summary, ...(type ? content(type, "output") : {}) },
  ]);
  return {
    summary,
    security: open ? [] : [{ bearer: [] }, { cookie: [] }],
    parameters: [...pathParameters, ...queryParameters],
    ...(body ? { requestBody: content(body, "input") } : {}),
    responses: {
      ...Object.fromEntries(responses),
      default: {
        description: "What went wrong (RFC 9457)",
        ...content(problem, "output", "application/problem+json"),
      },
    },
  };
}

/** OpenAPI 3.1, made from the schemas that the routes themselves parse with. */
export function openApi(baseUrl: string | undefined, accessCookie: string) {
  const paths: Record<string, Record<string, object>> = {};
  for (const [operation, options] of Object.entries(operations)) {
    const [method = "", path = ""] = operation.split(" ");
    (paths[path.replace(/:(\w+)/g, "{$1}")] ??= {})[method] = describe(path, options);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Wisp",
      version: "1",
      description: "Live changes come over GET /ws; see docs/protocol.md.",
    },
    servers: baseUrl ? [{ url: baseUrl }] : [],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        cookie: { type: "apiKey", in: "cookie", name: accessCookie },
      },
    },
  };
}
