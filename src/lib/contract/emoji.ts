/** What `/emoji/LANGUAGE.json` holds. */

/** An emoji, its name, its group, its short codes and its tags (each separated by spaces), then its five skin tones, if any. */
export type Emoji = [
  emoji: string,
  label: string,
  group: number,
  shortcodes: string,
  tags: string,
  ...tones: string[],
];

/** `groups` are named in the language; one that no emoji has is not shown. */
export type EmojiData = { groups: string[]; emoji: Emoji[] };
