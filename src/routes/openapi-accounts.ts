import { z } from "zod";
import * as inputs from "../lib/contract/inputs.ts";
import * as objects from "../lib/contract/objects.ts";
import * as preferences from "../lib/contract/preferences.ts";

const users = z.object({ users: z.array(objects.user) });

/** The part of openapi.ts that is about accounts and people. */
export const accountOperations = {
  "post /api/auth/register": {
    summary: "Make an account",
    body: inputs.register,
    answers: { 201: objects.signedIn },
    open: true,
  },
  "post /api/auth/login": {
    summary: "Sign in",
    body: inputs.login,
    answers: { 200: objects.signedIn },
    open: true,
  },
  "post /api/auth/refresh": {
    summary: "Spend a refresh token for the next",
    body: inputs.refresh,
    answers: { 200: objects.signedIn },
    open: true,
  },
  "post /api/auth/logout": { summary: "End the session everywhere", answers: { 204: null } },
  "get /api/users/me": { summary: "The caller", answers: { 200: objects.me } },
  "put /api/users/me": {
    summary: "Change the caller's profile",
    body: inputs.updateMe,
    answers: { 200: objects.me },
  },
  "get /api/users/me/preferences": {
    summary: "How the caller wants the product",
    answers: { 200: preferences.preferences },
  },
  "patch /api/users/me/preferences": {
    summary: "Change some of that",
    body: preferences.updatePreferences,
    answers: { 200: preferences.preferences },
  },
  "put /api/users/me/status": {
    summary: "Say what the caller is up to",
    body: inputs.setStatus,
    answers: { 200: objects.me },
  },
  "delete /api/users/me/status": { summary: "Take that back", answers: { 204: null } },
  "get /api/users/me/blocks": { summary: "Whom the caller blocks", answers: { 200: users } },
  "get /api/users/:userId": { summary: "Somebody's profile", answers: { 200: objects.profile } },
  "put /api/users/:userId/block": { summary: "Hear nothing from somebody", answers: { 204: null } },
  "delete /api/users/:userId/block": { summary: "Hear from them again", answers: { 204: null } },
  "get /api/mentions": {
    summary: "Messages that name the caller, newest first",
    query: inputs.mentionsQuery,
    answers: { 200: objects.mentionPage },
  },
  "get /api/rooms/:roomId/mentions": {
    summary: "Of people named in a room, those who are not in it",
    query: inputs.namesQuery,
    answers: { 200: objects.absent },
  },
  "get /api/users/search": { summary: "Find people", query: inputs.searchQuery, answers: { 200: users } },
};
