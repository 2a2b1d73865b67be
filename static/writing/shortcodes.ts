/** `:tea:` as its emoji, where the emoji are known by now (static/lazy/emoji.ts brings them); else it stays as it is. */
export const shortcodes = { replace: (content: string): string => content };
