export { acceptInvitation, findInvitation, registerInvited } from "./accept.ts";
export { mailInvitations } from "./mail.ts";
export { mayInvite } from "./invitation.ts";
export { listInvitations, makeInvitation, revokeInvitation } from "./make.ts";
