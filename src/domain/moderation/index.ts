export { listAudit } from "./audit-log.ts";
export { listReports, reportMessage, resolveReport } from "./reports.ts";
export { readDeleted } from "./deleted.ts";
export { getAccount, listAccounts } from "./people.ts";
export { bequeath } from "./bequeath.ts";
export { wipe } from "./wipe.ts";
export { ban, silence, silenceInRoom, unban, warn } from "./sanctions.ts";
export { silencedIn } from "./silence.ts";
