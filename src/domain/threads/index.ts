export { followThread, markThreadUnread, readAllThreads, readThread } from "./follow.ts";
export { listThreads, unreadReplies, type UnreadReplies } from "./list.ts";
export { threadsInbox, visitThread } from "./visit.ts";
