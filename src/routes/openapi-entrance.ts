import * as inputs from "../lib/contract/inputs.ts";
import * as objects from "../lib/contract/objects.ts";

/** The part of openapi.ts that is about coming in, and as what. */
export const entranceOperations = {
  "patch /api/users/:userId": {
    summary: "Make somebody a guest, a member, an admin or an owner",
    body: inputs.changeRole,
    answers: { 200: objects.user },
  },
  "get /api/installation": { summary: "The place", answers: { 200: objects.installation } },
  "patch /api/installation": {
    summary: "Name the place, or say who may make an account; for the owner and admins",
    body: inputs.updateInstallation,
    answers: { 200: objects.installation },
  },
};
