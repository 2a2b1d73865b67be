export { type Delivery, nextDue, type Outcome, settle, takeDue } from "./deliver.ts";
export { forgetMentions, returnMentions, withdrawMentions } from "./deleted.ts";
export { mentionsAfter } from "./edited.ts";
export { notifyRooms, roomsBehind } from "./notify.ts";
export { subscribe, unsubscribe } from "./subscribe.ts";
