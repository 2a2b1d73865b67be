import * as inputs from "../lib/contract/inputs.ts";
import * as objects from "../lib/contract/objects.ts";

/** The part of openapi.ts that is about what is not to be said, and about those who say it. */
export const moderationOperations = {
  "post /api/messages/:messageId/report": {
    summary: "Ask those who look after the room to look at a message; twice is once",
    body: inputs.reportMessage,
    answers: { 204: null },
  },
  "get /api/reports": {
    summary: "Reports of the rooms that the caller looks after, the newest first; an admin's are all",
    query: inputs.reportsQuery,
    answers: { 200: objects.reportPage },
  },
  "post /api/reports/:reportId/resolve": {
    summary: "Say what was done about a report",
    body: inputs.resolveReport,
    answers: { 200: objects.report },
  },
  "get /api/audit/messages/:messageId": {
    summary: "What a deleted message said; that the caller looked is on record",
    answers: { 200: objects.deletedMessage },
  },
  "get /api/audit": {
    summary: "What privilege was used for, the newest first; for the owner and admins",
    query: inputs.auditQuery,
    answers: { 200: objects.auditPage },
  },
  "post /api/users/:userId/warnings": {
    summary: "Warn somebody, in a direct message; for the owner and admins, like those that follow",
    body: inputs.warn,
    answers: { 204: null },
  },
  "put /api/users/:userId/silence": {
    summary: "Let somebody write nothing for a time",
    body: inputs.silence,
    answers: { 204: null },
  },
  "put /api/rooms/:roomId/members/:userId/silence": {
    summary: "The same in one room, for those who look after it",
    body: inputs.silence,
    answers: { 204: null },
  },
  "put /api/users/:userId/ban": {
    summary: "Keep somebody out, and delete what they wrote where that is asked for",
    body: inputs.ban,
    answers: { 204: null },
  },
  "delete /api/users/:userId/ban": { summary: "Let somebody come in again", answers: { 204: null } },
};
