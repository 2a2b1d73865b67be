import { z } from "zod";
import * as inputs from "../lib/contract/inputs.ts";
import * as objects from "../lib/contract/objects.ts";

const reactors = z.object({ reactions: z.array(objects.reactors) });
const customEmoji = z.object({ emoji: z.array(objects.customEmoji) });

/** The part of openapi.ts that is about reactions, and the emoji of this place. */
export const reactionsOperations = {
  "get /api/messages/:messageId/reactions": {
    summary: "Who answered a message with which emoji, by name",
    answers: { 200: reactors },
  },
  "put /api/messages/:messageId/reactions/:emoji": {
    summary: "Answer a message with an emoji, once",
    answers: { 200: objects.message },
  },
  "delete /api/messages/:messageId/reactions/:emoji": {
    summary: "Take that back",
    answers: { 200: objects.message },
  },
  "get /api/emoji": { summary: "The custom emoji of this place", answers: { 200: customEmoji } },
  "post /api/emoji": {
    summary: "Make a picture, which is the body, an emoji; for the owner and admins",
    query: inputs.addEmoji,
    answers: { 201: objects.customEmoji },
  },
  "post /api/emoji/:name/aliases": {
    summary: "Give an emoji another name",
    body: inputs.addEmoji,
    answers: { 201: objects.customEmoji },
  },
  "delete /api/emoji/:name": { summary: "Take an emoji away, with its aliases", answers: { 204: null } },
};
