export { roomsAhead } from "./ahead.ts";
export { orderRooms, updateMembership } from "./arrange.ts";
export { browseRooms } from "./browse.ts";
export { createRoom } from "./create.ts";
export { findDirectRoom, openDirectRoom } from "./direct.ts";
export { inviteMember, joinRoom, leaveRoom, listMembers, removeMember } from "./members.ts";
export type { ListedRoom } from "./listed.ts";
export { getRoom, listOpenRooms, listRooms, myRooms, visitRoom } from "./read.ts";
export { unreadRooms } from "./unread.ts";
