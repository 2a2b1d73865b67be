export { knownEmoji } from "./known.ts";
export { addEmoji, aliasEmoji, findPicture, listEmoji, removeEmoji } from "./manage.ts";
export { CustomEmojis } from "./memory.ts";
