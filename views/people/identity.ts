const hues = 12;

/** One of twelve hues, always the same for a person. The last digits of a UUIDv7 are random, so they spread well. */
export function hue(userId: string): number {
  return Number.parseInt(userId.slice(-6), 16) % hues || 0;
}

/** One or two letters that stand for a person where there is no picture. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? "")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}
