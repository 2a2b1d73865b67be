import { z } from "zod";
import * as inputs from "../lib/contract/inputs.ts";
import * as keeping from "../lib/contract/keeping.ts";
import * as objects from "../lib/contract/objects.ts";

const messages = z.object({ messages: z.array(objects.message) });
const saved = z.object({ saved: z.array(objects.savedMessage), hasMore: z.boolean() });
const reminders = z.object({ reminders: z.array(objects.reminder) });
const set = z.object({ messageId: objects.id, at: objects.time });

const versions = z.object({ versions: z.array(objects.messageVersion) });

/** The part of openapi.ts that is about what becomes of a message once it was sent. */
export const messageOperations = {
  "get /api/installation/edit-window": {
    summary: "For how many seconds after it was sent a message may be edited; 0: for ever",
    answers: { 200: keeping.editWindow },
  },
  "put /api/installation/edit-window": {
    summary: "Say otherwise; for the owner and admins",
    body: keeping.editWindow,
    answers: { 204: null },
  },
  "patch /api/messages/:messageId": {
    summary: "Edit a message",
    body: inputs.editMessage,
    answers: { 200: objects.message },
  },
  "delete /api/messages/:messageId": {
    summary: "Delete a message, softly: one's own, or as a moderator another's",
    answers: { 204: null },
  },
  "post /api/messages/:messageId/restore": {
    summary: "Take its deletion back, within a minute",
    answers: { 200: objects.message },
  },
  "get /api/messages/:messageId/versions": {
    summary: "What an edited message was before, the latest first",
    answers: { 200: versions },
  },
  "put /api/messages/:messageId/pin": { summary: "Pin a message", answers: { 200: objects.message } },
  "delete /api/messages/:messageId/pin": { summary: "No longer", answers: { 200: objects.message } },
  "get /api/rooms/:roomId/pins": {
    summary: "A room's pinned messages, the one that was pinned last first",
    answers: { 200: messages },
  },
  "post /api/rooms/:roomId/unread": {
    summary: "Have the caller not have read a message, nor what came after it",
    body: keeping.markUnread,
    answers: { 204: null },
  },
  "put /api/messages/:messageId/saved": {
    summary: "Put a message aside for oneself, or be done with it",
    body: keeping.saveMessage,
    answers: { 204: null },
  },
  "delete /api/messages/:messageId/saved": { summary: "No longer", answers: { 204: null } },
  "get /api/saved": {
    summary: "What the caller saved and may still read",
    query: keeping.savedQuery,
    answers: { 200: saved },
  },
  "put /api/messages/:messageId/reminder": {
    summary: "Be shown a message again at some time",
    body: keeping.setReminder,
    answers: { 200: set },
  },
  "delete /api/messages/:messageId/reminder": {
    summary: "No longer, or done with it",
    answers: { 204: null },
  },
  "get /api/reminders": { summary: "The caller's reminders", answers: { 200: reminders } },
  "post /api/messages/:messageId/forward": {
    summary: "Say elsewhere what a message said, as a quote",
    body: keeping.forwardMessage,
    answers: { 201: objects.message, 200: objects.message },
  },
};
