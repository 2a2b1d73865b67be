export { accessChanges } from "./access-changes.ts";
export { epochs } from "./epochs.ts";
export { messages } from "./messages.ts";
export { memberships, rooms } from "./rooms.ts";
export { refreshTokens, sessions } from "./sessions.ts";
export { users } from "./users.ts";
