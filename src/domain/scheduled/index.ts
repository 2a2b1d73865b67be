export { cancelScheduled, changeScheduled, listScheduled, schedule } from "./schedule.ts";
export { nextScheduled, sendDue, sendScheduledNow } from "./send.ts";
