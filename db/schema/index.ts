export { accessChanges } from "./access-changes.ts";
export { drafts } from "./drafts.ts";
export { epochs } from "./epochs.ts";
export { installation, invitations } from "./installation.ts";
export { messages } from "./messages.ts";
export { mentions, pushDeliveries, pushSubscriptions } from "./notifications.ts";
export { memberships, rooms } from "./rooms.ts";
export { refreshTokens, sessions } from "./sessions.ts";
export { avatars, users } from "./users.ts";
