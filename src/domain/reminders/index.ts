export { dropReminder, listReminders, reminderOf, setReminder } from "./remind.ts";
export { nextReminder, tellReminders } from "./tell.ts";
