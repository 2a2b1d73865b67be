export { deleteMessage, editMessage } from "./edit.ts";
export { type MessageRow, toMessage } from "./message.ts";
export { changes, changesAfter, getMessage, history } from "./read.ts";
export { markReceipt, type ReceiptKind } from "./receipts.ts";
export { type SendMessage, sendMessage, type Sent } from "./send.ts";
