import { z } from "zod";
import * as inputs from "../lib/contract/inputs.ts";
import * as objects from "../lib/contract/objects.ts";

const scheduled = z.object({ scheduled: z.array(objects.scheduled) });

/** The part of openapi.ts that is about what is settled later: messages that wait for their time, and polls. */
export const laterOperations = {
  "post /api/rooms/:roomId/scheduled": {
    summary: "Have a message sent at some time",
    body: inputs.scheduleMessage,
    answers: { 201: objects.scheduled },
  },
  "get /api/scheduled": { summary: "What the caller has waiting", answers: { 200: scheduled } },
  "patch /api/scheduled/:scheduledId": {
    summary: "Say otherwise what is sent, or when",
    body: inputs.changeScheduled,
    answers: { 200: objects.scheduled },
  },
  "delete /api/scheduled/:scheduledId": { summary: "Do not send it", answers: { 204: null } },
  "post /api/scheduled/:scheduledId/send": {
    summary: "Send it now",
    answers: { 201: objects.message },
  },
  "post /api/rooms/:roomId/polls": {
    summary: "Ask a room something",
    body: inputs.makePoll,
    answers: { 201: objects.message, 200: objects.message },
  },
  "put /api/messages/:messageId/votes": {
    summary: "Vote, in place of what one voted before",
    body: inputs.votePoll,
    answers: { 200: objects.message },
  },
  "get /api/messages/:messageId/votes/mine": {
    summary: "What the caller voted for",
    answers: { 200: objects.ownVotes },
  },
  "post /api/messages/:messageId/poll/close": {
    summary: "End a poll; its author may, and moderators",
    answers: { 200: objects.message },
  },
};
