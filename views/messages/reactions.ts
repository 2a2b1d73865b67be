import type { Reaction } from "../../src/lib/contract/objects.ts";
import { customNameOf } from "../../src/lib/emoji.ts";
import { emojiName } from "./markdown/emoji-name.ts";

/** The form that every reaction's button belongs to, so that it also answers without a script (views/shell/shell.tsx). */
export const REACTING_FORM = "reacting";

/** An emoji by itself, where it may be a custom one. */
export function drawEmoji(emoji: string): string {
  const name = customNameOf(emoji);
  return name === undefined ? Bun.escapeHTML(emoji) : emojiName(name, emoji);
}

function drawReaction(messageId: string, { emoji, count, userIds }: Reaction): string {
  const posts = `form="${REACTING_FORM}" formaction="/messages/${messageId}/reactions" name="emoji" value="${Bun.escapeHTML(emoji)}"`;
  return `<button type="submit" class="reaction" ${posts} data-users="${userIds.join(" ")}">${drawEmoji(emoji)} <span class="reaction-count">${count}</span></button>`;
}

/**
 * How a message was answered, the same for every viewer: one's own are marked by `data-users`, in the style sheet of the
 * viewer (src/routes/pages/viewers.ts) and for those who listen by static/lazy/reactions.ts.
 */
export const drawReactions = (messageId: string, reactions: Reaction[]): string =>
  `<div class="reactions">${reactions.map((reaction) => drawReaction(messageId, reaction)).join("")}</div>`;
