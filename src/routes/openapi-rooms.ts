import * as objects from "../lib/contract/objects.ts";
import { changeRole, updateRoom } from "../lib/contract/room-inputs.ts";

/** What those who look after a room do with it (src/routes/openapi.ts). */
export const roomOperations = {
  "patch /api/rooms/:roomId": {
    summary: "Change what a room is",
    body: updateRoom,
    answers: { 200: objects.room },
  },
  "post /api/rooms/:roomId/archive": {
    summary: "Close a room: it can be read, and nobody writes in it",
    answers: { 200: objects.room },
  },
  "delete /api/rooms/:roomId/archive": {
    summary: "Bring an archived room back",
    answers: { 200: objects.room },
  },
  "patch /api/rooms/:roomId/members/:userId": {
    summary: "Say what a member may do in the room",
    body: changeRole,
    answers: { 200: objects.membership },
  },
};
