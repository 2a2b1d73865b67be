const standard = /^\p{RGI_Emoji}$/v;
const selectors = /\ufe0f/g;

/**
 * The one form of an emoji that Unicode recommends, so that two ways to write it are not two emoji; undefined for what is
 * none. Fonts and data sets differ in whether they put the selector U+FE0F behind it.
 */
export function standardEmoji(text: string): string | undefined {
  const bare = text.replace(selectors, "");
  return [text, bare, `${bare}\ufe0f`].find((form) => standard.test(form));
}

/** `party` of `:party:`, which may be a custom emoji; undefined for anything else. */
export const customNameOf = (text: string): string | undefined => /^:([a-z0-9_+-]{2,40}):$/.exec(text)?.[1];
