import { z } from "zod";
import * as inputs from "../lib/contract/inputs.ts";
import * as objects from "../lib/contract/objects.ts";

/** `unnamed`: those that do not name the caller. */
const unreadReplies = z.object({ count: z.int().min(0), unnamed: z.int().min(0) });

/** The part of OpenAPI that is about threads. */
export const threadsOperations = {
  "put /api/messages/:messageId/follow": { summary: "Follow a thread", answers: { 204: null } },
  "delete /api/messages/:messageId/follow": { summary: "Hear no more of a thread", answers: { 204: null } },
  "post /api/messages/:messageId/thread/read": {
    summary: "Read a thread up to a sequence",
    body: inputs.readThread,
    answers: { 204: null },
  },
  "post /api/messages/:messageId/thread/unread": {
    summary: "Have a reply, and what came after it in its thread, be unread",
    answers: { 204: null },
  },
  "get /api/threads": {
    summary: "The threads that the caller follows",
    query: inputs.threadsQuery,
    answers: { 200: objects.threadPage },
  },
  "get /api/threads/unread": {
    summary: "How many unread replies there are in them",
    answers: { 200: unreadReplies },
  },
  "post /api/threads/read": { summary: "Read all of them", answers: { 204: null } },
};
