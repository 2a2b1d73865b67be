export { deleteMessage, editMessage } from "./edit.ts";
export { type MessageRow, toMessage } from "./message.ts";
export { changes, changesAfter, getMessage, history } from "./read.ts";
export { listReceipts, markAllRead, markReceipt } from "./receipts.ts";
export { sendMessage } from "./send.ts";
