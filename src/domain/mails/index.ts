export { compose } from "./compose.ts";
export { markHanding, nextMailDue, type Outcome, settleMail, type TakenMail, takeMails } from "./deliver.ts";
export { orderDigests } from "./digest.ts";
export { listMails, readOutbox } from "./list.ts";
export { askReset } from "./reset.ts";
export { expectOurs, unsubscribe } from "./unsubscribe.ts";
