import { z } from "zod";
import * as entrance from "../lib/contract/entrance.ts";
import * as inputs from "../lib/contract/inputs.ts";
import * as objects from "../lib/contract/objects.ts";

/** The part of openapi.ts that is about coming in, and as what. */
export const entranceOperations = {
  "post /api/auth/reset": {
    summary: "Ask for a link to a new password; answers alike whether or not the address has an account",
    body: entrance.askReset,
    answers: { 204: null },
    open: true,
  },
  "put /api/auth/reset": {
    summary: "Set a new password by such a link, once; ends every session",
    body: entrance.resetPassword,
    answers: { 204: null },
    open: true,
  },
  "post /api/auth/verify": {
    summary: "Confirm an address by a mailed link",
    body: inputs.useLink,
    answers: { 204: null },
    open: true,
  },
  "post /api/auth/session-link": {
    summary: "Sign in by a link that another device of the same person shows, once",
    body: inputs.useLink,
    answers: { 201: objects.signedIn },
    open: true,
  },
  "put /api/users/me/email": {
    summary: "Move the caller's account to another address",
    body: entrance.changeEmail,
    answers: { 200: objects.me },
  },
  "post /api/users/me/verification": {
    summary: "Send the link that confirms the caller's address once more",
    answers: { 204: null },
  },
  "get /api/mails": {
    summary: "What was mailed to whom and what became of it, without what it said; for the owner and admins",
    answers: { 200: z.object({ mails: z.array(entrance.mail) }) },
  },
  "post /api/session-links": {
    summary: "A link by which the caller signs another device in; works for two minutes, once",
    answers: { 201: entrance.sessionLink },
  },
  "patch /api/users/:userId": {
    summary: "Make somebody a guest, a member, an admin or an owner",
    body: entrance.changeRole,
    answers: { 200: objects.user },
  },
  "get /api/installation": { summary: "The place", answers: { 200: entrance.installation } },
  "patch /api/installation": {
    summary: "Name the place, or say who may make an account; for the owner and admins",
    body: entrance.updateInstallation,
    answers: { 200: entrance.installation },
  },
};
