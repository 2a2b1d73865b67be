export { deleteMessage, restoreMessage } from "./delete.ts";
export { editMessage } from "./edit.ts";
export { expireMessages, nextExpiry } from "./expire.ts";
export { type MessageRow, toMessage } from "./message.ts";
export { listPins, pinMessage, unpinMessage } from "./pins.ts";
export { changes, changesAfter, getMessage, history } from "./read.ts";
export { listReceipts, markAllRead, markReceipt, markUnread } from "./receipts.ts";
export { sendMessage } from "./send.ts";
export { listVersions } from "./versions.ts";
