export { dropReminder, listReminders, reminderOf, setReminder, toldReminders } from "./remind.ts";
export { nextReminder, tellReminders } from "./tell.ts";
