export { createRoom } from "./create.ts";
export { findDirectRoom, openDirectRoom } from "./direct.ts";
export { inviteMember, joinRoom, leaveRoom, listMembers, removeMember } from "./members.ts";
export { getRoom, listOpenRooms, listRooms, roomRevisions } from "./read.ts";
