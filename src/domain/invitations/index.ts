export { acceptInvitation, findInvitation, registerInvited, type Welcome } from "./accept.ts";
export { mayInvite } from "./invitation.ts";
export { listInvitations, makeInvitation, revokeInvitation } from "./make.ts";
