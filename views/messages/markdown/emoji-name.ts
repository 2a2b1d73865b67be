/**
 * What may be a custom emoji: its name as text, which the sheet of those that there are gives a picture
 * (src/routes/pages/emoji-pictures.ts). So what is drawn stays right whatever is added, changed or taken away later.
 */
export const emojiName = (name: string, text: string): string =>
  `<span class="emoji-name" translate="no" data-emoji="${name}">${text}</span>`;
