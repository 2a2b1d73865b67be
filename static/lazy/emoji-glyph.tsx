/** An emoji as it is drawn, where it may be a custom one: as views/messages/reactions.ts has it. */
export function EmojiGlyph({ emoji }: { emoji: string }) {
  const name = /^:(.+):$/.exec(emoji)?.[1];
  if (name === undefined) return <>{emoji}</>;
  return (
    <span class="emoji-name" translate={false} data-emoji={name}>
      {emoji}
    </span>
  );
}
