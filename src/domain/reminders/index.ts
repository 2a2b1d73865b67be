export { dropReminder, listReminders, setReminder, toldReminders } from "./remind.ts";
export { nextReminder, tellReminders } from "./tell.ts";
